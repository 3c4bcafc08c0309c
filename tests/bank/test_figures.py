"""Figures: read inside the bank only, held against their format before they are drawn, bound to the review."""

from __future__ import annotations

import os
import random
import struct
import zlib
from pathlib import Path

import pytest

from quizapp.bank import material
from quizapp.bank.catalog import load, revision
from quizapp.bank.content import content_hash
from quizapp.bank.edits import EditKind, compare
from quizapp.bank.figure_png import BrokenPng
from quizapp.bank.figure_png import checked as png
from quizapp.bank.figure_svg import BrokenSvg
from quizapp.bank.figure_svg import checked as svg
from quizapp.bank.figures import FigureRefused, digest_of, read_picture, shown_picture
from quizapp.bank.lint import lint
from quizapp.bank.lint_layout import fix_file
from quizapp.bank.schema import Figure, Question
from quizapp.bank.store import Store
from quizapp.bank.variants import draw, render
from tests.bank.conftest import Write
from tests.bank.lint_examples import ASSETS, FIGURE, write_assets

GRID = ASSETS["grid.svg"]
OTHER = GRID.replace(b"28", b"30")


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def image(width: int = 4, height: int = 3, pixels: bytes | None = None, before: bytes = b"", kind: int = 0) -> bytes:
    """A grey PNG; `pixels` as they stand in it, unpacked."""
    rows = b"\0" * (width + 1) * height if pixels is None else pixels
    header = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", header) + before + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.fixture
def asked(folder: Path, write: Write) -> Question:
    """A question with a figure, in a bank on disk."""
    write_assets(folder / "convolution")
    write("question", FIGURE)
    return load(folder).find("question")


def figure_of(question: Question) -> Figure:
    (found,) = material.figures(question)
    return found


def codes(folder: Path) -> list[tuple[str, int, int]]:
    return [(fault.code, fault.line, fault.column) for fault in lint(load(folder))]


def test_the_alternative_stands_in_the_text_in_each_language(asked: Question) -> None:
    words = {language: render(asked, draw(asked, 1), language).stem for language in ("ja", "en")}
    assert "**図**\n\n左上に 28×28 の黒い正方形" in words["ja"]
    assert "**Figure**\n\nA black square of 28×28" in words["en"]


def test_without_its_words_a_figure_leaves_the_rest_of_the_text(asked: Question) -> None:
    stem = render(asked, draw(asked, 1), "en").stem
    assert material.without_figures(asked, stem, "en", {}).strip() == "Which makes the output smaller?"


def test_several_figures_are_numbered(folder: Path, write: Write) -> None:
    write_assets(folder / "convolution")
    source = FIGURE.format(id="two")
    begin = source.index("  - kind: figure")
    one = source[begin : source.index("choices:")]
    file = folder / "convolution" / "two.yaml"
    file.write_text(source.replace(one, one.replace("    alt:", "    caption: {ja: 前, en: Before}\n    alt:") + one))
    stem = render(load(folder).find("two"), draw(load(folder).find("two"), 1), "en").stem
    assert "**Figure 1** Before" in stem
    assert "**Figure 2**\n" in stem


@pytest.mark.parametrize(
    "file",
    [
        *(
            "../assets/grid.svg",
            "assets/../../secret.png",
            "/etc/passwd",
            "assets/grid.gif",
            "grid.svg",
            "assets/A.png",
        ),
        *("https://example.com/a.png", "file:///etc/passwd", "assets/.hidden.png", "assets/a/b.png", "assets/a.png/"),
        *("data:image/png;base64,AAAA", "assets/a b.png", r"assets\grid.svg", "assets/" + "a" * 90 + ".png"),
    ],
)
def test_a_file_elsewhere_is_refused_where_it_is_named(folder: Path, write: Write, file: str) -> None:
    write("question", FIGURE, {"file: assets/grid.svg": f"file: '{file}'"})
    catalog = load(folder)
    assert [(fault.code, fault.line, fault.column) for fault in catalog.faults] == [("form_figure_file", 11, 11)]
    assert "assets/" in catalog.faults[0].words("ja")


@pytest.mark.parametrize("field", ["alt", "digest", "file"])
def test_a_figure_without_its_alternative_or_digest_is_no_question(folder: Path, write: Write, field: str) -> None:
    source = FIGURE.replace(f"    {field}:", f"    {field}x:")
    write("question", source)
    assert {fault.code for fault in load(folder).faults} == {"missing", "unknown_field"}


def test_what_is_no_file_is_not_waited_for(folder: Path, asked: Question) -> None:
    file = folder / "convolution" / "assets" / "grid.svg"
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(FigureRefused) as refused:
        read_picture(folder, "convolution", figure_of(asked))
    assert refused.value.code == "figure_missing"


def test_links_in_a_circle_are_told(folder: Path, asked: Question) -> None:
    file = folder / "convolution" / "assets" / "grid.svg"
    file.unlink()
    file.symlink_to(file)
    assert codes(folder) == [("figure_missing", 11, 11)]


def test_a_link_inside_the_bank_is_followed(folder: Path, asked: Question) -> None:
    file = folder / "convolution" / "assets" / "grid.svg"
    file.unlink()
    file.symlink_to(file.with_name("small.svg"))
    assert codes(folder) == []


def test_another_picture_is_found_at_the_digest_and_asks_for_a_new_review(
    folder: Path, asked: Question, tmp_path_factory: pytest.TempPathFactory
) -> None:
    # Also where everything about the question's own file was kept from an earlier run.
    store = tmp_path_factory.mktemp("kept") / "bank.sqlite"
    assert lint(load(folder, store=Store(store))) == []
    (folder / "convolution" / "assets" / "grid.svg").write_bytes(OTHER)
    found = lint(load(folder, store=Store(store)))
    assert ("figure_changed", 12, 13) in [(fault.code, fault.line, fault.column) for fault in found]
    assert shown_picture(folder, "convolution", figure_of(asked)) is None
    entry = load(folder).entries["question"]
    assert fix_file(entry) == 1
    changed = load(folder).find("question")
    assert figure_of(changed).digest == digest_of(OTHER)
    assert content_hash(changed) != content_hash(asked)
    assert revision(changed) != revision(asked)
    assert compare(asked, changed).kind is EditKind.MEANING


def test_a_picture_is_shown_only_as_it_was_reviewed(folder: Path, asked: Question) -> None:
    picture = shown_picture(folder, "convolution", figure_of(asked))
    assert picture is not None
    assert (picture.form, picture.width, picture.height, picture.words) == ("svg", 80, 40, "28")


def test_of_a_png_only_what_draws_it_is_kept() -> None:
    plain = image()
    assert png(image(before=chunk(b"tEXt", b"Comment\0\x1b]0;owned\x07") + chunk(b"acTL", b"\0" * 8))) == plain
    assert png(plain + b"<?php evil ?>") == plain


@pytest.mark.parametrize(
    ("name", "content"),
    {
        "nothing": b"",
        "another kind of file": b"GIF89a" + b"\0" * 60,
        "cut short": image()[:-5],
        "a wrong checksum": image()[:40] + b"\xff" + image()[41:],
        "a bomb of pixels": image(pixels=b"\0" * 40_000_000),
        "pixels missing": image(pixels=b"\0" * 3),
        "no pixels": image(width=0, pixels=b""),
        "a filter that there is none of": image(pixels=b"\x09" * 15),
        "a palette that is missing": image(kind=3),
        "an unknown colour type": image(kind=5),
        "data that is not packed": image().replace(zlib.compress(b"\0" * 15), b"x" * 12),
    }.items(),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_png_that_is_unsound_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(BrokenPng):
        png(content)


def test_a_png_that_promises_too_much_is_refused_before_it_is_unpacked(folder: Path, asked: Question) -> None:
    (folder / "convolution" / "assets" / "huge.png").write_bytes(image(width=60_000, height=60_000, pixels=b"\0"))
    figure = figure_of(asked).model_copy(update={"file": "assets/huge.png"})
    with pytest.raises(FigureRefused) as refused:
        read_picture(folder, "convolution", figure)
    assert refused.value.code == "figure_too_wide"


INNER = {
    "a script": "<script>alert(1)</script>",
    "a handler": '<rect onclick="alert(1)"/>',
    "a remote picture": '<image href="https://example.com/a.png" width="9" height="9"/>',
    "a local file": '<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="file:///etc/passwd"/>',
    "a style sheet": "<style>@import url(https://example.com/a.css)</style>",
    "an address as colour": '<rect fill="url(https://example.com/a.svg#x)"/>',
    "an address in a style": '<rect style="fill: url(https://example.com/a)"/>',
    "use": '<use href="#a"/>',
    "foreign elements": '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
    "another namespace": '<rect xmlns="http://example.com/"/>',
    "a filter": '<filter id="a"><feFlood/></filter>',
    "a marker of its marker": '<marker id="m"><path d="M0 0h1" marker-end="url(#m)"/></marker>',
    "a link": '<a href="https://example.com"><rect/></a>',
    "animation": '<animate attributeName="x"/>',
    "an inner svg": "<svg/>",
    "depth": "<g>" * 50 + "</g>" * 50,
    "number": "<g/>" * 6_000,
    "what is not closed": "<g>",
    "an instruction": "<?xml-stylesheet href='https://example.com/a.css'?>",
    "an unknown entity": "&secret;",
    "letters that its font lacks": "<text>日本</text>",
    "a font": '<text font-family="Arial">A</text>',
    "control characters": "<text>\x1b</text>",
}


@pytest.mark.parametrize("inner", INNER.values(), ids=INNER)
def test_an_svg_that_does_more_than_draw_is_refused(inner: str) -> None:
    with pytest.raises(BrokenSvg):
        svg(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inner}</svg>'.encode())


@pytest.mark.parametrize(
    "whole",
    [
        b"",
        b"\xff\xfe<\0s\0v\0g\0",
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">&a;</svg>',
        b'<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
        b'<svg viewBox="0 0 9 9"/>',
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 9"/>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9.9.9 9"/>',
        b'<html xmlns="http://www.w3.org/1999/xhtml"/>',
    ],
)
def test_what_is_no_svg_of_a_size_is_refused(whole: bytes) -> None:
    with pytest.raises(BrokenSvg):
        svg(whole)


def test_a_file_changed_anywhere_is_read_or_refused() -> None:
    stream = random.Random(7)
    for source, read, fault in ((image(), png, BrokenPng), (GRID, svg, BrokenSvg)):
        for _ in range(300):
            content = bytearray(source)
            at = stream.randrange(len(content))
            content[at : at + stream.randrange(4)] = stream.randbytes(stream.randrange(4))
            try:
                read(bytes(content))
            except fault:
                continue
