"""A computational graph in characters: what has been run forward and backward, and all about the node run last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.cells import cell_len
from textual.content import Content

from quizapp.lab.network import NetworkBench, Node
from quizapp.text.messages import message
from quizapp.tui.speech import say
from quizapp.tui.widgets.labproblem import head, number, remark, table_lines
from quizapp.tui.widgets.prose import indented, lines_of

_NAMES = {"cross_entropy": "CE", "squared_error": "½Σe²", "relu": "ReLU", "sigmoid": "σ", "add": "+", "multiply": "×"}
# (a + b)c + (a + b)d; each node's sign stands in brackets, in the order of the nodes.
_FORMULA = (
    "a ─┐",
    "   ├─[+]─ u ─┬───[×]─ p ─┐",
    "b ─┘         │  c ┘      ├─[+]── L",
    "             └───[×]─ q ─┘",
    "                d ┘",
)
_FORMULA_PLACES = ((1, 0), (1, 1), (3, 0), (2, 0))


def graph_lines(bench: NetworkBench, language: str, width: int) -> Iterator[Content]:
    """The graph, its values and gradients so far, and the node that was run last."""
    if bench.trouble:
        known = bench.trouble == "distribution"
        words = message(language, "lab.distribution" if known else "lab.sizes_differ", words=bench.trouble)
        yield from remark(words, "×", "$wrong", width)
        return
    yield from _formula_picture(bench) if bench.values["graph"] == "formula" else _chain(bench, width)
    yield Content("")
    if bench.here is None:
        yield Content(say(language, "lab_none_left")).stylize("$quiet")
    else:
        yield from _detail(bench, bench.nodes[bench.here], language, width)
    yield Content("")
    yield from _table(bench, language, width)


def _style(bench: NetworkBench, place: int) -> str:
    if place == bench.here:
        return "bold reverse $primary"
    if place >= len(bench.nodes) - bench.backward:
        return "bold $formula"
    return "bold" if place < bench.forward else "$idle"


def _chain(bench: NetworkBench, width: int) -> Iterator[Content]:
    """x → affine → … → L, the arrows turned where the gradient has flowed back; in two lines where it is narrow."""
    pieces = [Content("x").stylize("$quiet")]
    for place, node in enumerate(bench.nodes):
        back = place >= len(bench.nodes) - bench.backward
        done = place < bench.forward
        arrow = " ◀─ " if back else " ─▶ " if done else " ── "
        name = Content(f"[{_NAMES.get(node.kind, node.kind)}]").stylize(_style(bench, place))
        shown = Content(f" {node.name}").stylize("$quiet") if done else Content("")
        pieces.append(Content(arrow).stylize("$formula" if back else "$quiet") + name + shown)
    line = Content("")
    for piece in pieces:
        if line.cell_length and line.cell_length + piece.cell_length > width:
            yield line
            line = Content("   ")
        line = line + piece
    yield line


def _formula_picture(bench: NetworkBench) -> Iterator[Content]:
    lines = [Content(line).stylize("$quiet") for line in _FORMULA]
    for place, (row, which) in enumerate(_FORMULA_PLACES):
        at = -1
        for _ in range(which + 1):
            at = _FORMULA[row].index("[", at + 1)
        lines[row] = lines[row].stylize(_style(bench, place), at, at + 3)
    yield from lines


def _table(bench: NetworkBench, language: str, width: int) -> Iterator[Content]:
    """Each node's value, and its gradient once it has flowed back."""
    names = [node.name for node in bench.nodes]
    margin = max(map(cell_len, names)) + 4
    room = max(10, (width - margin - 2) // 2)
    title = say(language, "lab_value")
    gradient = f"{say(language, 'lab_gradient')} ∂L/∂"
    yield Content(" " * margin + title + " " * max(2, room + 2 - cell_len(title)) + gradient).stylize("$quiet")
    for place, node in enumerate(bench.nodes):
        mark = "▶ " if place == bench.here else "  "
        label = Content(mark + node.name + " " * (margin - 2 - cell_len(node.name))).stylize(
            "bold $primary" if place == bench.here else "$quiet"
        )
        value = _short(node.value, room) if place < bench.forward else "·"
        back = place >= len(bench.nodes) - bench.backward
        flowed = _short(node.gradient, room) if back else "·"
        gap = " " * (room + 2 - cell_len(value))
        yield Content.assemble(label, (value, "" if value != "·" else "$rule"), gap,
                               (flowed, "$formula" if back else "$rule"))  # fmt: skip


def _short(value: Any, width: int) -> str:
    """A number or a list in one line."""
    text = _plain(value)
    if cell_len(text) <= width:
        return text
    text = _plain(value, 2)
    return text if cell_len(text) <= width else text[: width - 1] + "…"


def _plain(value: Any, digits: int = 4) -> str:
    plain = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(plain, list):
        return "[" + ", ".join(_plain(part, digits) for part in plain) + "]"
    return number(round(float(plain), digits) + 0.0)


def _detail(bench: NetworkBench, node: Node, language: str, width: int) -> Iterator[Content]:
    """The node that was run last: its formula and value, and on the way back all that flows."""
    backward = bench.at > len(bench.nodes)
    yield head(f"{node.name}  {_NAMES.get(node.kind, node.kind)}")
    yield from lines_of(f"$${node.tex}$$", width)
    if not backward:
        yield from _labelled(say(language, "lab_value"), node.value, width)
        return
    yield from indented(
        lines_of(f"${node.local}$", width - 2), cell_len(say(language, "lab_local")) + 2,
        Content(say(language, "lab_local")).stylize("$quiet"),
    )  # fmt: skip
    if node.slope is not None:
        yield from _labelled(f"{node.name}'", node.slope, width)
    yield from _labelled(f"{say(language, 'lab_flowing')} ∂L/∂{node.name}", node.gradient, width)
    twice = bench.values["graph"] == "formula" and node.name == "u"
    if twice:
        ways = " + ".join(number(other.passed["u"]) for other in bench.nodes[1:3])
        yield from remark(
            f"{say(language, 'lab_used_twice')}: {ways} = {number(node.gradient)}", "+", "$formula", width
        )
    for name, gradient in node.passed.items():
        label = f"{say(language, 'lab_passed')} ∂L/∂{name}"
        yield from _labelled(label, gradient, width)


def _labelled(label: str, value: Any, width: int) -> Iterator[Content]:
    plain = value.tolist() if hasattr(value, "tolist") else value
    first = Content(f"{label}  ").stylize("$quiet")
    if isinstance(plain, list) and plain and isinstance(plain[0], list):
        rounded = [[round(cell, 4) + 0.0 for cell in row] for row in plain]
        lines = list(table_lines(rounded, max(10, width - first.cell_length)))
    else:
        lines = [line.stylize("bold") for line in Content(_plain(value)).wrap(max(10, width - first.cell_length))]
    yield from indented(lines, first.cell_length, first)
