"""A formula in one row: fractions with a slash, roots and scripts in brackets where the meaning asks for them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from quizapp.text.spacing import FACTORS, Part, PartKind, part_kind, space_out
from quizapp.text.tex_nodes import (
    Accent,
    Atom,
    Binomial,
    Boxed,
    Brace,
    Fence,
    Fraction,
    Grid,
    Node,
    Root,
    Row,
    Script,
    Stack,
)
from quizapp.text.tex_symbols import SUBSCRIPTS, SUPERSCRIPTS

# How tightly the text holds together: what is looser than its place allows is put in brackets.
ATOM, PRODUCT, QUOTIENT, SUM, RELATION = range(5)

_ATOMIC_FACTORS = FACTORS - {"fraction"}
_NAMES: frozenset[PartKind] = frozenset({"op", "limits"})
_APPLIED: frozenset[PartKind] = _NAMES | {"big"}


class NeedsRows(Exception):
    """The formula can't be written in one row."""


class Linear(NamedTuple):
    """Text, how tightly it holds together, and whether a letter or digit after it would be taken for a part of it."""

    text: str
    level: int = ATOM
    open_end: bool = False


def write_linear(node: Node, tight: bool = False) -> Linear:
    """The node in one row; `tight` as in a script, without spaces. Raises NeedsRows."""
    linear = _known(node, tight)
    if linear is None:
        raise NeedsRows
    return linear


@lru_cache(maxsize=4096)
def _known(node: Node, tight: bool) -> Linear | None:
    # Kept, also when there is none: a script is asked for more than once, and the work would double at each depth.
    try:
        return _write(node, tight)
    except NeedsRows:
        return None


def _write(node: Node, tight: bool) -> Linear:
    match node:
        case Atom(text, _):
            return Linear(text, QUOTIENT if " " in text or text == "/" else ATOM)
        case Row(items):
            return _row(items, tight)
        case Fraction(top, bottom):
            return Linear(_numerator(top, tight) + "/" + _denominator(bottom, tight), QUOTIENT)
        case Binomial(top, bottom):
            above, below = (_mapped(write_linear(part, True).text, SUBSCRIPTS) for part in (top, bottom))
            if above is None or below is None:
                raise NeedsRows
            return Linear(above + "C" + below)
        case Root(body, degree):
            return _root(body, degree, tight)
        case Script(base, sub, sup):
            return _script(base, sub, sup, tight)
        case Fence(left, body, right):
            inner = write_linear(body, tight)
            if left and right:
                return Linear(left + inner.text + right)
            return Linear(left + inner.text + right, max(inner.level, QUOTIENT))
        case Accent(mark, body):
            return _accent(mark, body, tight)
        case Boxed(body):
            return Linear("[" + write_linear(body, tight).text + "]")
        case Grid("matrix", (row,), left, right, _) if left and right:
            # With commas, as an answer is typed.
            return Linear(left + ", ".join(write_linear(cell, tight).text for cell in row) + right)
        case Grid("aligned" | "lines", (row,)):
            return _row(tuple(item for cell in row for item in cell.items), tight)
        case Grid() | Brace() | Stack():
            raise NeedsRows


def _row(items: tuple[Node, ...], tight: bool) -> Linear:
    parts = list(space_out(items, tight))
    text = ""
    open_end = False
    for number, part in enumerate(parts):
        before = parts[number - 1] if number else None
        after = parts[number + 1] if number + 1 < len(parts) else None
        linear = _factor(part, before, after, tight)
        gap = _linear_gap(part, before, tight)
        if open_end and linear.text[:1].isalnum():
            gap = max(gap, 1)
        text += " " * gap + linear.text
        open_end = linear.open_end
    return Linear(text, _level(parts, tight), open_end)


def _linear_gap(part: Part, before: Part | None, tight: bool) -> int:
    if before is None or tight or "fraction" not in (part.kind, before.kind):
        return part.gap
    # Beside a fraction: the space that the drawn line needs is not needed by a slash.
    if before.kind in FACTORS and part.kind in FACTORS and part.kind != before.kind and part.kind != "fraction":
        return 0
    if before.kind == "sign" or before.kind in _NAMES or _is(before, "/") or (part.kind == before.kind == "fraction"):
        return 0
    return part.gap


def _factor(part: Part, before: Part | None, after: Part | None, tight: bool) -> Linear:
    """A part of a row, in brackets where its neighbours would otherwise take a piece of it."""
    linear = write_linear(part.node, tight)
    followed = after is not None and (after.kind in FACTORS or after.kind in _APPLIED or _is(after, "/", "!"))
    if part.kind == "fraction" or (part.kind == "ord" and linear.level >= QUOTIENT and not _is(part, "/")):
        preceded = before is not None and (before.kind in FACTORS or before.kind in _NAMES or _is(before, "/"))
        loose = before is not None and before.kind in _ATOMIC_FACTORS and not _is(before, "/")
        if loose and not followed and part.kind == "fraction" and not linear.text[0].isdigit():
            return linear  # η ∂L/∂w: the same either way
        if isinstance(part.node, Script):
            return linear
        if preceded or followed:
            return Linear(f"({linear.text})")
        if linear.level >= SUM and len(linear.text) > 1 and before is not None:
            return Linear(f"({linear.text})")
        return linear
    if part.kind == "root" and followed and isinstance(part.node, Root) and not linear.text.endswith(")"):
        if after is not None and after.gap and linear.text[1:].isdecimal():
            return linear
        return Linear(f"{linear.text[0]}({linear.text[1:]})")
    return linear


def _is(part: Part, *texts: str) -> bool:
    return isinstance(part.node, Atom) and part.node.text in texts


def _level(parts: list[Part], tight: bool) -> int:
    kinds = {part.kind for part in parts}
    if len(parts) == 1:
        return write_linear(parts[0].node, tight).level
    if kinds & {"rel", "punct"}:
        return RELATION
    if kinds & {"bin", "sign"}:
        return SUM
    if kinds & (_APPLIED | {"fraction", "bar", "open", "close"}) or any(_is(part, "/") for part in parts):
        return QUOTIENT
    return QUOTIENT if any(part.gap for part in parts) else PRODUCT


def _numerator(node: Node, tight: bool) -> str:
    linear = write_linear(node, tight)
    return linear.text if linear.level <= PRODUCT else f"({linear.text})"


def _denominator(node: Node, tight: bool) -> str:
    linear = write_linear(node, tight)
    return (
        linear.text if linear.level == ATOM or isinstance(node, Root) or _is_differential(node) else f"({linear.text})"
    )


def _is_differential(node: Node) -> bool:
    """∂x, ∂w² or dx: what stands below in a derivative."""
    if not isinstance(node, Row) or len(node.items) != 2:
        return False
    sign, variable = node.items
    return sign in (Atom("∂"), Atom("d")) and part_kind(variable) in ("ord", "word") and not isinstance(variable, Row)


def _root(body: Node, degree: Node | None, tight: bool) -> Linear:
    sign = "√"
    if degree is not None:
        power = write_linear(degree, True).text
        sign = {"2": "√", "3": "∛", "4": "∜"}.get(power, "")
        if not sign:
            return Linear(f"({write_linear(body, tight).text})^(1/{power})" if power.isalnum() else _no_row(), QUOTIENT)
    linear = write_linear(body, tight)
    if isinstance(body, Fence) and linear.level == ATOM and body.left == "(":
        return Linear(sign + linear.text, PRODUCT)
    simple = isinstance(body, Atom | Accent) or (isinstance(body, Script) and body.sup is None)
    if simple and linear.level == ATOM and not linear.open_end:
        return Linear(sign + linear.text, PRODUCT)
    return Linear(f"{sign}({linear.text})", PRODUCT)


def _no_row() -> str:
    raise NeedsRows


def small_scripts(sub: Node | None, sup: Node | None) -> tuple[str | None, str | None]:
    """Scripts in Unicode's small characters; empty for what isn't there, None for what has none."""
    below = None if _is_word(sub) else _small(sub, SUBSCRIPTS)
    return below, _small(sup, SUPERSCRIPTS)


def _small(node: Node | None, table: dict[str, str]) -> str | None:
    if node is None:
        return ""
    linear = _known(node, True)
    return None if linear is None else _mapped(linear.text, table)


def _script(base: Node, sub: Node | None, sup: Node | None, tight: bool) -> Linear:
    linear = write_linear(base, tight)
    kind = part_kind(base)
    text = f"({linear.text})" if linear.level > ATOM and kind not in _NAMES | {"text", "word"} else linear.text
    below = write_linear(sub, True).text if sub is not None else ""
    above = write_linear(sup, True).text if sup is not None else ""
    small_below, small_above = small_scripts(sub, sup)
    if kind in ("big", "limits") and sub is not None and sup is not None and None in (small_below, small_above):
        small_below = small_above = None
    open_end = False
    if sub is not None:
        if small_below is not None:
            text += small_below
        elif sup is None and _is_name(below):
            text += "_" + below
            open_end = True
        else:
            text += "_" + _braced(below)
    if sup is not None:
        if small_above is not None:
            text += small_above
            open_end = small_above.endswith("*")
        elif len(above) == 1 or _is_bracketed(sup):
            text += "^" + above
            open_end = True
        else:
            text += f"^({above})"
    return Linear(text, ATOM, open_end)


# Words that are written as scripts without \text and are easier to read in full height: C_out rather than Cₒᵤₜ.
_WORDS = frozenset({"in", "out", "max", "min", "pos", "total", "train", "test", "true", "mean", "opt", "ref", "loss"})
_SMALL = frozenset(SUBSCRIPTS.values()) | frozenset(SUPERSCRIPTS.values()) - {"*", "′"}


def _mapped(text: str, table: dict[str, str]) -> str | None:
    small = "".join(table.get(character, " ") for character in text)
    return small if " " not in small else None


def _is_word(node: Node | None) -> bool:
    if isinstance(node, Atom):
        return node.kind in ("word", "text") and len(node.text) > 1
    if not isinstance(node, Row):
        return False
    letters = "".join(item.text if isinstance(item, Atom) else " " for item in node.items)
    return letters in _WORDS


def _is_name(text: str) -> bool:
    return all((c.isalnum() and c not in _SMALL) or c in "′-" for c in text)


def _is_bracketed(node: Node) -> bool:
    return isinstance(node, Fence) and node.left == "(" and node.right == ")"


def _braced(text: str) -> str:
    return text if len(text) == 1 and not text.isspace() and text != "−" else "{" + text + "}"


def _accent(mark: str, body: Node, tight: bool) -> Linear:
    linear = write_linear(body, tight)
    base = [character for character in linear.text if not "\u0300" <= character <= "\u036f"]
    if len(base) == 1:
        return Linear(linear.text + mark)
    if mark in ("\u0304", "\u0305", "\u0332") and 0 < len(base) <= 12:
        line = "\u0332" if mark == "\u0332" else "\u0305"
        return Linear("".join(character + line for character in linear.text))
    raise NeedsRows
