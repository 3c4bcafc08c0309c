"""Whether two texts surely say the same: only what can't change a meaning may differ, and everything else is not sure.

Being alike is no sign of it: "is" and "is not", 増加 and 減少, ≥ and ≤ differ in a sign or two. So the differences that
leave the meaning as it is are listed here: spaces, punctuation, emphasis, full width, articles put for one another,
spellings of the same word, the form of a request, and slips of the keyboard that no other word is made of.
"""

from __future__ import annotations

import re
import unicodedata

# Formulas, code and placeholders are held as they stand; of a formula only the breadth of its spaces is free.
_FIXED = re.compile(r"```.*?```|\$\$.*?\$\$|\$[^$]*\$|\{\{.*?\}\}|`[^`]*`", re.DOTALL)
_TOKEN = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*|\d+(?:[.,]\d+)*|\.\d+|\.{2,}|\S")
_EMPHASIS = re.compile(r"(?<![A-Za-z0-9*])(\*\*|\*)(?=[^\s*])([^*]+?)(?<=[^\s*])\1(?![A-Za-z0-9*])")
# Signs that only part words from one another where a word, a space or the end comes next, and quotation marks.
_PARTING = re.compile(r"[,.;:?](?=\s|$|[^\x00-\x7f])|[\"“”]")
_JAPANESE_PARTING = re.compile(r"[、。；？「」『』]|(?<!\d)[，．：]|[，．：](?!\d)")
# An interpunct between two katakana letters parts words; elsewhere it may be a product.
_INTERPUNCT = re.compile(r"(?<=[ァ-ヴー])・(?=[ァ-ヴ])")
_LONG_SIGN = re.compile(r"(?<=[ァ-ヴー]{3})ー(?![ァ-ヴー])")

# In small letters: "A" may be a matrix.
_ARTICLES = frozenset({"a", "an", "An", "the", "The"})
_SHORT = frozenset({"as", "at", "be", "by", "do", "if", "in", "is", "it", "of", "on", "or", "to", "we"})
_ALTERNATIVES = {"which": "that", "cannot": "can't"}
_SPELLINGS = (
    (re.compile(r"^(colo|behavio|neighbo|favo)u(r)"), r"\1\2"),
    (re.compile(r"i[sz](e|es|ed|er|ers|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"^(mode|labe|cance)ll(ed|ing)$"), r"\1l\2"),
)
# Kanji and kana of the same word, and requests in the same sense. Applied to both texts.
_JAPANESE = (
    *(("出来", "でき"), ("事", "こと"), ("時", "とき"), ("全て", "すべて"), ("及び", "および"), ("又は", "または")),
    *(("但し", "ただし"), ("即ち", "すなわち"), ("例えば", "たとえば"), ("為に", "ために"), ("下さい", "ください")),
    *(("取り得", "とりう"), ("取りう", "とりう"), ("分か", "わか"), ("用い", "もちい"), ("様に", "ように")),
    *(("次ぎ", "次"), ("更に", "さらに"), ("於て", "おいて"), ("於いて", "おいて"), ("我々", "われわれ")),
)
_REQUESTS = (
    (re.compile(r"(?:求め|答え|述べ)(?:なさい|てください|よ)(?=\s|$)"), lambda found: f"{found[0][:2]}よ"),
    (re.compile(r"選(?:びなさい|んでください|べ)(?=\s|$)"), lambda found: "選べ"),
    (re.compile(r"示(?:しなさい|してください|せ)(?=\s|$)"), lambda found: "示せ"),
    (re.compile(r"(?<=[一-龥ァ-ヴー])(?:しなさい|してください|せよ)(?=\s|$)"), lambda found: "せよ"),
    (re.compile(r"(?:である|です)か(?=\s|$)"), lambda found: "か"),
)
# A word in which two letters are exchanged, or one doubled or not, is taken for a slip from these lengths on: of
# shorter words others are made ("form" and "from", "later" and "latter").
_LEAST_EXCHANGED = 5
_LEAST_DOUBLED = 6


def surely_the_same(before: str, after: str) -> bool:
    """Whether nothing but the wording differs. False wherever that is not sure."""
    old, new = _tokens(before), _tokens(after)
    return len(old) == len(new) and all(
        one == other or _is_slip(one, other) for one, other in zip(old, new, strict=True)
    )


def _tokens(text: str) -> list[str]:
    """What the meaning hangs on, in the form that all spellings of it have in common."""
    found: list[str] = []
    place = 0
    for fixed in _FIXED.finditer(text):
        found += _words(text[place : fixed.start()])
        found.append(" ".join(fixed[0].split()) if fixed[0].startswith("$") else fixed[0])
        place = fixed.end()
    return [*found, *_words(text[place:])]


def _words(text: str) -> list[str]:
    # Before the width is folded: then a full stop is a dot like any other.
    text = _INTERPUNCT.sub("", _JAPANESE_PARTING.sub(" ", text))
    text = "".join(
        unicodedata.normalize("NFKC", sign) if unicodedata.east_asian_width(sign) in "FH" else sign for sign in text
    )
    text = unicodedata.normalize("NFC", text)
    text = _PARTING.sub(" ", _EMPHASIS.sub(r"\2", text))
    for other, usual in _JAPANESE:
        text = text.replace(other, usual)
    for request, form in _REQUESTS:
        text = request.sub(form, text)
    return [_word(token) for token in _TOKEN.findall(_LONG_SIGN.sub("", text))]


def _word(token: str) -> str:
    if not token[0].isascii() or not token[0].isalpha():
        return token
    small = token.replace("’", "'").casefold()
    if token in _ARTICLES:
        return "the"
    # "N" and "n", "US" and "us" are not the same: of short words only those of the language have no case.
    if len(token) < 3 and small not in _SHORT:
        return token
    small = _ALTERNATIVES.get(small, small)
    for spelling, usual in _SPELLINGS:
        small = spelling.sub(usual, small)
    return small


def _is_slip(one: str, other: str) -> bool:
    """Whether two words differ by two neighbouring letters exchanged, or by a letter that is doubled in one of them."""
    if not (one.isascii() and one.isalpha() and other.isascii() and other.isalpha()):
        return False
    short, long = sorted((one, other), key=len)
    if len(short) == len(long) >= _LEAST_EXCHANGED:
        first = next(place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)
        return one[first : first + 2] == other[first : first + 2][::-1] and one[first + 2 :] == other[first + 2 :]
    return len(long) == len(short) + 1 > _LEAST_DOUBLED and any(
        long[place] == long[place - 1] and long[:place] + long[place + 1 :] == short for place in range(1, len(long))
    )
