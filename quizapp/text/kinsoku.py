"""Japanese line breaking (kinsoku shori) in terminal cells, after JIS X 4051 and JLREQ, without hanging punctuation.

A line doesn't begin with a closing bracket, a full stop or comma, a small kana, a prolonged sound mark and the like,
and doesn't end with an opening bracket. Latin words and numbers, with the signs that touch them, stay whole unless one
is wider than a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rich.cells import get_character_cell_size

NOT_AT_START = frozenset(
    "、。，．・：；！？‼⁇⁈⁉゛゜´｀¨＾"
    "ー々〻ヽヾゝゞぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "｡､･ｰｧｨｩｪｫｬｭｮｯﾞﾟ"
    "’”）〕］｝〉》」』】〙〗〟｠»)]}｣‐゠–〜～…‥"
    ",.:;!?%％‰°′″℃￠¢′\u3099\u309a"
)
"""Characters that begin a line only if nothing else is possible. The ASCII ones may, after a space."""

NOT_AT_END = frozenset("‘“（〔［｛〈《「『【〘〖〝｟«([{｢￥＄￡＃№$£¥#")
"""Characters that end a line only if nothing else is possible. The ASCII ones may, before a space."""

_SPACES = frozenset(" \t\u3000")
_WIDE_WORD = frozenset(
    "０１２３４５６７８９．，ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ"
)

Range = tuple[int, int]


def divide(text: str, width: int, keep: Sequence[Range] = ()) -> list[int]:
    """The character offsets at which one line of text is cut so that every piece fits into `width` cells.

    Spaces before a cut belong to the piece before it and don't count, so that no line begins with a space. The `keep`
    ranges (ascending, start and end offsets), such as formulas, are cut only if one is wider than a line.
    """
    width = max(width, 1)
    sizes = _sizes(text)
    if sum(sizes) <= width:
        return []
    kept = _kept_offsets(keep, sizes, width)
    cuts: list[int] = []
    start = 0  # of the current line
    cells = 0  # of the current line up to the character looked at
    best = 0  # last offset at which the current line may be cut
    for index, size in enumerate(sizes):
        if index > start and index not in kept and may_cut(text, index):
            best = index
        if cells + size > width and text[index] not in _SPACES and index > start:
            # Repeated: what moves down to the new line may not fit there either.
            while cells + size > width and index > start:
                cut = best if best > start else _forced_cut(text, start, index, kept)
                cuts.append(cut)
                start = cut
                cells = sum(sizes[start:index])
        cells += size
    return cuts


def break_line(text: str, width: int, keep: Sequence[Range] = ()) -> list[str]:
    """One line of text as lines of at most `width` cells, without the spaces at the cuts."""
    cuts = divide(text, width, keep)
    if not cuts:
        return [text if sum(_sizes(text)) <= width else text.rstrip(" \t\u3000")]
    bounds = [0, *cuts, len(text)]
    return [text[a:b].rstrip(" \t\u3000") for a, b in pairwise(bounds)]


def is_wide(character: str) -> bool:
    """Whether a character takes two cells, as Japanese ones do."""
    return get_character_cell_size(character) == 2


def _sizes(text: str) -> list[int]:
    if "\ufe0f" not in text:
        return [get_character_cell_size(character) for character in text]
    # A variation selector can make the character before it wide: counted one cell, which is never too few.
    return [1 if character == "\ufe0f" else get_character_cell_size(character) for character in text]


def _kept_offsets(keep: Sequence[Range], sizes: list[int], width: int) -> set[int]:
    kept: set[int] = set()
    for start, end in keep:
        if sum(sizes[start:end]) <= width:
            kept.update(range(start + 1, end))
    return kept


def may_cut(text: str, index: int) -> bool:
    """Whether the rules allow a line to end before the character at `index` (at least 1)."""
    before, after = text[index - 1], text[index]
    if after in _SPACES:
        return False
    if before in _SPACES:
        # ".5" or "%d" after a space begins a word; "、" or "）" after a space still doesn't begin a line.
        return after not in NOT_AT_START or after.isascii()
    if not (_is_japanese(before) or _is_japanese(after)):
        return False
    if before in _WIDE_WORD and after in _WIDE_WORD:
        return False
    return not _forbidden(text, index)


def _is_japanese(character: str) -> bool:
    # Half-width kana takes one cell but breaks like kana.
    return is_wide(character) or "\uff61" <= character <= "\uff9f"


def _forbidden(text: str, index: int) -> bool:
    before, after = text[index - 1], text[index]
    return (
        after in NOT_AT_START
        or before in NOT_AT_END
        or before == "\u200d"
        or (get_character_cell_size(after) == 0 or after == "\ufe0f")
    )


def _forced_cut(text: str, start: int, index: int, kept: set[int]) -> int:
    """Where to cut a line that has no lawful place: inside a word, else anywhere."""
    for offset in range(index, start, -1):
        if offset not in kept and not _forbidden(text, offset) and text[offset] not in _SPACES:
            return offset
    for offset in range(index, start, -1):
        if get_character_cell_size(text[offset]) and text[offset] not in _SPACES:
            return offset
    return index
