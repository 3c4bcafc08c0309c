"""Why a file is no YAML, in words: the slips that people make, at their own place, and what libyaml says otherwise.

libyaml tells where it could not go on, which is often a line below what is wrong, and it tells it in English. Whoever
writes Japanese most often leaves the keyboard in full width: `level：2`, `level:　2`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple

# So many lines are looked at for a slip, up to the one where the parser stopped.
_MOST_LINES = 40
_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
# Where a field begins: at the beginning of a line, behind the sign of a list, or inside { }.
_BEGINS = rf"(?:^[ \u3000]*(?:- +)*|[{{,][ \u3000]*)(?P<name>{_NAME})"
_SLIPS = (
    ("tab_indent", re.compile(r"^ *(?P<sign>\t)")),
    ("full_width_space", re.compile(r"^ *(?P<sign>\u3000)[ \u3000]*(?:- +)*[A-Za-z_-]")),
    ("full_width_colon", re.compile(_BEGINS + r" ?(?P<sign>：)")),
    ("full_width_space", re.compile(_BEGINS + r":(?P<sign>\u3000)")),
    ("full_width_quote", re.compile(r"(?:[:,-] +|[\[{] *)[\"'][^\"'”’＂＇]*(?P<sign>[”’＂＇])[ ,}\]]*$")),
    ("colon_without_space", re.compile(_BEGINS + r"(?P<sign>:)(?=[^\s:/])")),
)
# A key of a file is a plain name: what else stands in one belongs behind the colon.
_KEY_SLIPS = (
    ("full_width_space", re.compile(r"^(?P<sign>\u3000)")),
    ("full_width_colon", re.compile(rf"^(?P<name>{_NAME})[ \u3000]?(?P<sign>：)")),
    ("full_width_space", re.compile(rf"^(?P<name>{_NAME}):?(?P<sign>\u3000)")),
    ("colon_without_space", re.compile(rf"^(?P<name>{_NAME})(?P<sign>:)(?=[^\s:/])")),
)
# What libyaml says, by the words of the catalog.
_PROBLEMS = {
    "could not find expected ':'": "yaml_no_colon",
    "mapping values are not allowed in this context": "yaml_second_colon",
    "found unexpected ':'": "yaml_second_colon",
    "found unexpected end of stream": "yaml_unclosed_quote",
    "found unexpected document indicator": "yaml_unclosed_quote",
    "did not find expected ',' or ']'": "yaml_unclosed_list",
    "did not find expected ',' or '}'": "yaml_unclosed_mapping",
    "did not find expected key": "yaml_indent",
    "did not find expected '-' indicator": "yaml_indent",
    "did not find expected node content": "yaml_no_value",
    "block sequence entries are not allowed in this context": "yaml_list_here",
    "found character that cannot start any token": "yaml_sign",
    "did not find expected alphabetic or numeric character": "yaml_sign",
    "did not find expected '!'": "yaml_sign",
    "did not find expected tag URI": "yaml_sign",
    "found undefined tag handle": "yaml_sign",
    "did not find expected whitespace or line break": "yaml_sign",
    "did not find expected comment or line break": "yaml_block_header",
    "found a tab character where an indentation space is expected": "yaml_tab_in_block",
    "found unknown escape character": "yaml_escape",
    "did not find expected hexdecimal number": "yaml_escape",
    "did not find expected <document start>": "yaml_no_field",
}
# These are told where what was begun stands, not where it could not go on.
_AT_BEGINNING = frozenset({"yaml_no_colon", "yaml_unclosed_quote", "yaml_sign", "yaml_unclosed_list"}) | {
    "yaml_unclosed_mapping"
}


class Slip(NamedTuple):
    """What is wrong at a line and column (from 1): `code` names the message (`bank.<code>`), `values` fills it."""

    line: int
    column: int
    code: str
    values: dict[str, object]


def in_key(key: str) -> tuple[int, str, dict[str, object]] | None:
    """What is wrong with the name of a field: the place of the sign in it, the code and its values."""
    return _found(key, _KEY_SLIPS)


def in_text(text: str) -> tuple[str, dict[str, object]] | None:
    """What is wrong with a text that stands where fields, a number or one of some words are expected."""
    if (slip := _found(text, _KEY_SLIPS)) is not None:
        return slip[1], slip[2]
    if unicodedata.normalize("NFKC", text) != text or text[:1] in "“”‘’":
        return "full_width_value", {"found": text}
    return None


def explained(source: str, fault: Any) -> Slip:
    """What is wrong with a text that the parser refused (`yaml.MarkedYAMLError`)."""
    lines = source.split("\n")
    begun, stopped = fault.context_mark or fault.problem_mark, fault.problem_mark or fault.context_mark
    if stopped is None:
        return Slip(1, 1, "not_yaml", {"reason": str(fault.problem or fault.context or fault)})
    last = min(stopped.line, len(lines) - 1)
    first = min(begun.line, last)
    # A line may be gone on with in the next one that is not empty.
    before = next((number for number in range(first - 1, -1, -1) if lines[number].strip()), first)
    for number in range(last, max(before - 1, last - _MOST_LINES), -1):
        if (slip := _found(lines[number], _SLIPS)) is not None:
            place, code, values = slip
            return Slip(number + 1, place + 1, code, values)
    return _as_told(lines, fault, begun, stopped)


def _found(text: str, slips: Any) -> tuple[int, str, dict[str, object]] | None:
    for code, pattern in slips:
        if (match := pattern.search(text)) is not None:
            return match.start("sign"), code, {name: found for name, found in match.groupdict().items() if found}
    return None


def _as_told(lines: list[str], fault: Any, begun: Any, stopped: Any) -> Slip:
    """What libyaml says of it, in the words of the catalog where it is one of the usual messages."""
    problem = str(fault.problem or fault.context or "not YAML")
    code = "directive" if "directive" in str(fault.context) else _PROBLEMS.get(problem)
    mark = begun if code in _AT_BEGINNING else stopped
    place = (mark.line + 1, mark.column + 1)
    if code is None:
        return Slip(*place, "not_yaml", {"reason": problem})
    line = lines[mark.line] if mark.line < len(lines) else ""
    before = line[: mark.column].rstrip()
    quoted = {"yaml_indent": before.endswith(("'", '"')), "yaml_no_colon": line[mark.column :].startswith(("'", '"'))}
    if code == "yaml_second_colon" and not re.search(r"[^\s-].*:\s", before + " "):
        code = "yaml_indent"
    elif quoted.get(code):
        code = "yaml_after_quote"
    sign = line[mark.column : mark.column + 1] or "-"
    return Slip(*place, "not_yaml", {"reason": problem, "reason_code": code, "sign": sign})
