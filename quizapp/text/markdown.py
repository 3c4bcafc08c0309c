"""The parser behind `document.parse`: markdown-it-py with the rules that could hide or do something switched off."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from mdit_py_plugins.dollarmath.index import math_block_dollar, math_inline_dollar

from quizapp.text.kinsoku import is_wide

MAX_NESTING = 40
"""Nesting at which the parser gives up; a list in a list takes two levels."""

MAX_FORMULA_LINES = 40
"""Lines within which a display formula must end: without a bound, a page of opening dollars takes minutes."""

# Rules switched off: what they would read is shown as it was written.
_OFF = ["autolink", "link", "image", "entity", "html_inline", "blockquote", "html_block", "lheading", "reference"]


@cache
def make_parser() -> MarkdownIt:
    """The parser; it keeps no state between texts."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING}).enable("table").disable(_OFF)
    parser.inline.ruler.before("escape", "math_inline", math_inline_dollar(allow_space=False, allow_double=True))
    block = _interrupting(math_block_dollar(allow_labels=False))
    parser.block.ruler.before("fence", "math_block", block, {"alt": ["paragraph", "list"]})
    parser.inline.ruler.at("emphasis", _emphasis)
    return parser


BlockRule = Callable[[StateBlock, int, int, bool], bool]


def _interrupting(rule: BlockRule) -> BlockRule:
    """The display rule made able to end a paragraph: asked silently, it must leave no trace."""

    def math_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        end = min(end, start + MAX_FORMULA_LINES)
        if not silent:
            return rule(state, start, end, silent)
        line, tokens = state.line, len(state.tokens)
        found = rule(state, start, end, silent)
        state.line = line
        del state.tokens[tokens:]
        return found

    return math_block


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Stars as emphasis, also next to Japanese brackets and full stops, where CommonMark's own rule fails.

    A star between two Latin letters or digits (`2*3*4`) is a star; underscores (`__init__`) are never emphasis.
    """
    marker = state.src[state.pos]
    if silent or marker != "*":
        return False
    end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    before = state.src[state.pos - 1] if state.pos else " "
    after = state.src[end] if end < state.posMax else " "
    can_open, can_close = _flanks(before, after)
    length = end - state.pos
    for _ in range(length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(Delimiter(ord(marker), length, len(state.tokens) - 1, -1, can_open, can_close))
    state.pos = end
    return True


def _flanks(before: str, after: str) -> tuple[bool, bool]:
    if before.isascii() and before.isalnum() and after.isascii() and after.isalnum():
        return False, False
    left = not after.isspace() and (_is_word(after) or before.isspace() or not _is_word(before) or is_wide(before))
    right = not before.isspace() and (_is_word(before) or after.isspace() or not _is_word(after) or is_wide(after))
    return left, right


def _is_word(character: str) -> bool:
    """A letter, a digit, or any Japanese sign: brackets and full stops count as the letters next to them do."""
    return character.isalnum() or is_wide(character)
