"""What a formula consists of, once read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

FaultReason: TypeAlias = Literal[
    "too_long",
    "too_deep",
    "unknown_command",
    "unknown_environment",
    "unbalanced",
    "missing_argument",
    "double_script",
    "misplaced",
    "too_wide",
    "empty",
]


class FormulaFault(ValueError):
    """A formula that can't be drawn: its LaTeX, the reason as a code, and the part of it that is meant."""

    def __init__(self, tex: str, reason: FaultReason, part: str = "") -> None:
        super().__init__(f"{reason}: {part}" if part else reason)
        self.tex = tex
        self.reason: FaultReason = reason
        self.part = part


Kind: TypeAlias = Literal[
    "ord",  # a letter, a number, a sign that stands for itself
    "word",  # several upright letters: KL
    "text",  # words of a language, with their own spaces
    "op",  # log
    "limits",  # max: what stands below goes underneath
    "big",  # a sum
    "bin",
    "rel",
    "open",
    "close",
    "bar",  # | and ‖, whose side is not told
    "punct",
    "space",
]


@dataclass(frozen=True, slots=True)
class Atom:
    """A sign or word; of a space, the text is that many spaces."""

    text: str
    kind: Kind = "ord"


@dataclass(frozen=True, slots=True)
class Row:
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Fraction:
    top: Node
    bottom: Node


@dataclass(frozen=True, slots=True)
class Binomial:
    top: Node
    bottom: Node


@dataclass(frozen=True, slots=True)
class Root:
    body: Node
    degree: Node | None = None


@dataclass(frozen=True, slots=True)
class Script:
    base: Node
    sub: Node | None = None
    sup: Node | None = None


@dataclass(frozen=True, slots=True)
class Fence:
    """Something between two delimiters, either of which may be empty."""

    left: str
    body: Node
    right: str


@dataclass(frozen=True, slots=True)
class Accent:
    """A combining mark over (or under) something."""

    mark: str
    body: Node


@dataclass(frozen=True, slots=True)
class Brace:
    """A brace over or under something."""

    body: Node
    over: bool


@dataclass(frozen=True, slots=True)
class Stack:
    """A note above or below something."""

    body: Node
    note: Node
    over: bool


@dataclass(frozen=True, slots=True)
class Boxed:
    body: Node


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells in rows, as the environment `form` sets them; `columns` are l, c, r, or | for a line."""

    form: Literal["matrix", "cases", "aligned", "lines"]
    rows: tuple[tuple[Row, ...], ...]
    left: str = ""
    right: str = ""
    columns: str = ""


Node: TypeAlias = Atom | Row | Fraction | Binomial | Root | Script | Fence | Accent | Brace | Stack | Boxed | Grid
