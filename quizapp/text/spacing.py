"""How far the parts of a formula stand from each other: as in LaTeX, with a space of one cell or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from quizapp.text.tex_nodes import (
    Accent,
    Atom,
    Boxed,
    Brace,
    Fence,
    Fraction,
    Grid,
    Kind,
    Node,
    Root,
    Row,
    Script,
    Stack,
)

PartKind: TypeAlias = Kind | Literal["fraction", "fence", "grid", "root", "sign"]

FACTORS: frozenset[PartKind] = frozenset({"ord", "word", "text", "fence", "fraction", "grid", "root"})
"""What multiplies its neighbour when nothing stands between."""

_OPENERS: frozenset[PartKind | None] = frozenset({None, "bin", "rel", "open", "punct", "op", "limits", "big", "sign"})
_NAMES: frozenset[PartKind] = frozenset({"op", "limits"})
_TALL: frozenset[PartKind] = frozenset({"fraction", "grid"})


class Part(NamedTuple):
    """A part of a row, what it is there, and the cells between it and the part before."""

    node: Node
    kind: PartKind
    gap: int


def part_kind(node: Node) -> PartKind:
    """What a node is to its neighbours: a letter with scripts is a letter, a marked equals sign a relation."""
    match node:
        case Atom(_, kind):
            return kind
        case Script(base, _, _):
            return part_kind(base)
        case Stack(body, _, _) | Accent(_, body):
            return part_kind(body)
        case Brace():
            return "grid"
        case Fraction():
            return "fraction"
        case Fence():
            return "fence"
        case Grid() | Boxed():
            return "grid"
        case Root():
            return "root"
        case Row(items) if len(items) == 1:
            return part_kind(items[0])
    return "ord"


def space_out(items: Sequence[Node], tight: bool = False, after: PartKind | None = None) -> Iterator[Part]:
    """The parts of a row but its spaces, with the gap before each; `tight` in a script, `after` what stands before."""
    before = after
    before_node: Node | None = None
    explicit = 0
    last = max((n for n, item in enumerate(items) if part_kind(item) != "space"), default=-1)
    for number, node in enumerate(items):
        kind = part_kind(node)
        if isinstance(node, Atom) and node.kind == "space":
            explicit = max(explicit, len(node.text))
            continue
        if kind == "bin" and before in _OPENERS:
            kind = "sign"  # of a number, not between two
        elif kind == "bin" and number == last:
            kind = "ord"
        gap = _tight_gap(before, kind) if tight else _gap(before, kind, before_node)
        yield Part(node, kind, max(gap, explicit) if before is not None else 0)
        before, before_node, explicit = kind, node, 0


def _tight_gap(before: PartKind | None, kind: PartKind) -> int:
    if before in _NAMES and kind in FACTORS - {"fence"}:
        return 1
    return 1 if before in FACTORS and kind in _NAMES else 0


def _gap(before: PartKind | None, kind: PartKind, node: Node | None) -> int:
    if before is None or before == "open" or kind in ("close", "punct"):
        return 0
    if "rel" in (before, kind) or "bin" in (before, kind) or before in ("punct", "big"):
        return 1
    if before == "sign":
        return 1 if kind in _TALL else 0  # a minus must not run into a fraction's line
    if before in _NAMES:
        # tanh²(x), but max over what stands below, then a space.
        apart = before == "limits" and isinstance(node, Script)
        return 0 if kind in ("fence", "open") and not apart else 1
    if kind in _NAMES or kind == "big":
        return 1
    if before in _TALL or kind in _TALL:
        return 1
    return 1 if "word" in (before, kind) and kind in ("word", "ord", "root") else 0
