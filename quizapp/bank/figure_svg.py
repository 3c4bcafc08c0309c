"""SVG files held against a list of what a figure may consist of: shapes, lines and short labels that draw only.

A full SVG can load files and addresses, run scripts, and grow without bound (entities, nested `use`, filters). None of
that is on the list, so it is refused before anything draws the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

_NAMESPACE = "http://www.w3.org/2000/svg"
_ELEMENTS = re.compile(r"svg|g|defs|marker|title|desc|rect|circle|ellipse|line|polyline|polygon|path|text|tspan")
_ATTRIBUTES = re.compile(
    r"id|viewBox|width|height|version|x|y|[dr]?[xy]|[xy][12]|c[xy]|r|d|points|transform|opacity|role|aria-label|lang"
    r"|fill|fill-(opacity|rule)|stroke|stroke-(width|opacity|linecap|linejoin|dasharray|miterlimit)"
    r"|font-(size|weight|style)|text-anchor|dominant-baseline|letter-spacing|preserveAspectRatio"
    r"|marker-(start|mid|end)|marker(Width|Height|Units)|ref[XY]|orient"
    r"|http://www\.w3\.org/XML/1998/namespace space"
)
_OWN_MARKER = re.compile(r"url\(#[A-Za-z][\w-]*\)")
_VIEW = re.compile(r"\s*(-?[\d.]+)[\s,]+(-?[\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)\s*")
MOST_ELEMENTS = 5_000
MOST_DEPTH = 20
# Labels are drawn in one font that comes with the libraries and has Latin letters only.
MOST_LETTERS = 2_000


class BrokenSvg(ValueError):
    """Not an SVG that may be drawn; the message says what is in the way, with its line."""


@dataclass(slots=True)
class _Seen:
    view: tuple[float, float] | None = None
    depth: int = 0
    count: int = 0
    in_marker: int = 0
    in_text: int = 0
    words: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A sound SVG: its size in its own units, and the words that are written in it."""

    width: float
    height: float
    words: str


def checked(content: bytes) -> Drawing:
    """What an SVG file draws. Raises `BrokenSvg`."""
    seen = _Seen()
    parser = expat.ParserCreate(encoding="UTF-8", namespace_separator=" ")

    def refuse(what: str) -> BrokenSvg:
        return BrokenSvg(f"{what} (line {parser.CurrentLineNumber})")

    def start(name: str, attributes: dict[str, str]) -> None:
        seen.count += 1
        seen.depth += 1
        namespace, _, plain = name.rpartition(" ")
        if namespace != _NAMESPACE or not _ELEMENTS.fullmatch(plain) or (plain == "svg") != (seen.depth == 1):
            raise refuse(f"<{plain or name}>")
        if seen.count > MOST_ELEMENTS or seen.depth > MOST_DEPTH:
            raise refuse("too many elements")
        for key, value in attributes.items():
            points = key.startswith("marker-") and not seen.in_marker and _OWN_MARKER.fullmatch(value)
            if not _ATTRIBUTES.fullmatch(key) or ("(" in value and key != "transform" and not points) or "\\" in value:
                raise refuse(f"{key.rpartition(' ')[2]}={value[:40]!r}")
        if plain == "svg" and (view := _VIEW.fullmatch(attributes.get("viewBox", ""))):
            seen.view = float(view[3]), float(view[4])
        seen.in_marker += plain == "marker"
        seen.in_text += plain == "text"

    def end(name: str) -> None:
        seen.depth -= 1
        seen.in_marker -= name.endswith(" marker")
        seen.in_text -= name.endswith(" text")
        if name.endswith((" text", " tspan")):
            seen.words.append(" ")

    def words(text: str) -> None:
        if seen.in_text:
            seen.words.append(text)

    def declaration(*_: object) -> None:
        raise refuse("<!DOCTYPE>")

    def instruction(target: str, _: str) -> None:
        raise refuse(f"<?{target}?>")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = declaration
    parser.ProcessingInstructionHandler = instruction
    try:
        parser.Parse(content, True)
    except expat.ExpatError as fault:
        raise BrokenSvg(f"{expat.ErrorString(fault.code)} (line {fault.lineno})") from fault
    except ValueError as fault:
        if isinstance(fault, BrokenSvg):
            raise
        raise BrokenSvg(str(fault)) from fault
    label = " ".join("".join(seen.words).split())
    if not (label.isascii() and len(label) <= MOST_LETTERS):
        raise BrokenSvg(f"text {label[:40]!r}")
    if seen.view is None or min(seen.view) <= 0:
        raise BrokenSvg("viewBox")
    return Drawing(*seen.view, label)
