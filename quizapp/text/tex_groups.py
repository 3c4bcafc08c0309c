"""Brackets and bars that belong together, found in a row of a formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizapp.text import tex_symbols as sym
from quizapp.text.tex_nodes import Atom, Fence, Node, Row, Script


def _edge(node: Node) -> Atom | None:
    """The atom that a bracket or bar is, also with scripts on it."""
    if isinstance(node, Script):
        node = node.base
    return node if isinstance(node, Atom) else None


def _close(node: Node, fence: Fence) -> Node:
    return replace(node, base=fence) if isinstance(node, Script) else fence


def group_brackets(items: Sequence[Node]) -> list[Node]:
    """Matching brackets and what they hold made one node, so that scripts and heights are those of the whole."""
    out: list[Node] = []
    opened: list[int] = []
    for node in items:
        edge = _edge(node)
        if edge is not None and edge.kind == "open" and not isinstance(node, Script):
            opened.append(len(out))
        elif edge is not None and edge.kind == "close":
            left = out[opened[-1]] if opened else None
            if isinstance(left, Atom) and sym.PAIRS.get(left.text) == edge.text:
                start = opened.pop()
                body = Row(tuple(group_bars(out[start + 1 :])))
                del out[start:]
                out.append(_close(node, Fence(left.text, body, edge.text)))
                continue
            opened.clear()  # such as [0, 1): left as it stands
        out.append(node)
    return out


def group_bars(items: Sequence[Node]) -> list[Node]:
    """Bars in pairs made fences (absolute values, norms); a single one, as in p(x|y), stays."""
    result = list(items)
    for glyph in ("‖", "|"):
        places = [n for n, node in enumerate(result) if (e := _edge(node)) and e.kind == "bar" and e.text == glyph]
        if not places or len(places) % 2 or any(isinstance(result[n], Script) for n in places[::2]):
            continue
        for start, end in reversed(list(zip(places[::2], places[1::2], strict=True))):
            fence = Fence(glyph, Row(tuple(result[start + 1 : end])), glyph)
            result[start : end + 1] = [_close(result[end], fence)]
    return result
