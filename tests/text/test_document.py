"""Question text is read as what it means; what could act or hide is text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.text.document import (
    Break,
    BulletList,
    Code,
    CodeBlock,
    Display,
    Document,
    Emphasis,
    Formula,
    Heading,
    NumberedList,
    Paragraph,
    Rule,
    Strong,
    Table,
    Text,
    _parse_any,
    _parse_running,
    parse,
)
from quizapp.text.safe import safe_text


def inlines(source: str):
    (block,) = parse(source).blocks
    assert isinstance(block, Paragraph)
    return block.content


def test_formulas_are_read_right_next_to_japanese():
    assert inlines("重み$w$と$b$を、$\\eta$で更新") == (
        Text("重み"),
        Formula("w"),
        Text("と"),
        Formula("b"),
        Text("を、"),
        Formula("\\eta"),
        Text("で更新"),
    )


def test_strong_text_may_touch_japanese_brackets_and_full_stops():
    assert inlines("これは**「重要」**です。**太字。**次") == (
        Text("これは"),
        Strong((Text("「重要」"),)),
        Text("です。"),
        Strong((Text("太字。"),)),
        Text("次"),
    )


def test_emphasis_code_and_strong_text_hold_formulas():
    assert inlines("*a $x$* `np.dot(a, b)`") == (
        Emphasis((Text("a "), Formula("x"))),
        Text(" "),
        Code("np.dot(a, b)"),
    )


@pytest.mark.parametrize(
    "source",
    [
        "[/b]",
        "[@click=app.quit]x[/]",
        "<script>alert(1)</script>",
        "![x](http://example.com/a.png)",
        "[x](http://example.com)",
        "<http://example.com>",
        "[a]: http://example.com",
        "&lt;&#27;&#x202e;",
        "> quoted",
        "__import__('os').system('x')",
        "2*3*4",
        "it costs $5 and $6",
        "list[int]",
    ],
)
def test_what_could_act_or_vanish_is_shown_as_it_was_written(source):
    assert inlines(source) == (Text(source),)


def test_control_characters_are_gone_before_anything_is_read():
    assert inlines("\x1b]0;x\x07安全\u202e") == (Text("]0;x安全"),)


def test_a_display_belongs_to_the_paragraph_it_stands_in_and_keeps_its_full_stop():
    assert parse("出力は\n$$y = Wx$$。\nここで $W$ は重み").blocks == (
        Paragraph((Text("出力は\n"),)),
        Display("y = Wx", "。", joined=True),
        Paragraph((Text("\nここで "), Formula("W"), Text(" は重み")), joined=True),
    )
    assert parse("前\n$$\n- x\n$$\n後\n\n$$z$$").blocks == (
        Paragraph((Text("前"),)),
        Display("- x", joined=True),
        Paragraph((Text("後"),), joined=True),
        Display("z"),
    )


def test_blocks():
    source = "# 題\n\n- a\n- b\n  1. c\n\n3. d\n\n---\n\n```Python x\nx = 1\n\ny\n```\n\n一行目  \n二行目"
    assert parse(source).blocks == (
        Heading(1, (Text("題"),)),
        BulletList(
            (
                (Paragraph((Text("a"),)),),
                (Paragraph((Text("b"),)), NumberedList(((Paragraph((Text("c"),)),),))),
            )
        ),
        NumberedList(((Paragraph((Text("d"),)),),), start=3),
        Rule(),
        CodeBlock("python", "x = 1\n\ny"),
        Paragraph((Text("一行目"), Break(), Text("二行目"))),
    )


def test_a_table_has_alignments_and_rows_as_long_as_its_header():
    (table,) = parse("| 層 | $n$ | 形 |\n|---|--:|:-:|\n| a | 1 |\n| b | $2$ | (3, 4) | 余り |").blocks
    assert table == Table(
        ((Text("層"),), (Formula("n"),), (Text("形"),)),
        (
            ((Text("a"),), (Text("1"),), ()),
            ((Text("b"),), (Formula("2"),), (Text("(3, 4)"),)),
        ),
        ("left", "right", "center"),
    )


def test_the_language_of_code_is_a_plain_name_or_nothing():
    (block,) = parse("```&#27;[2J<b>\nx\n```").blocks
    assert block == CodeBlock("", "x")


HOSTILE = {
    "nested bullets": "- " * 5_000 + "x",
    "nested numbers": "1. " * 300 + "x",
    "open stars": "*a " * 20_000,
    "mixed stars": "**a*" * 15_000,
    "open displays": "$$a\n" * 15_000,
    "open formulas": "$a " * 20_000,
    "backslashes": "\\" * 60_000 + "$",
    "brackets": "[" * 60_000,
    "backticks": "`" * 30_000 + "x" + "`" * 29_999,
    "one long line": "x" * 1_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_soon_and_not_lost(name):
    words = "".join(character for character in HOSTILE[name] if character.isalnum())
    assert _words(parse(HOSTILE[name])).startswith(words[:60_000])


@given(st.text("aあ1、。 \n*$#-_[]()<>!\\&\t=~", max_size=120))
def test_any_text_is_a_document_with_all_its_words(source):
    assert _letters(_words(parse(source))) == _letters(source)


def _letters(text: str) -> str:
    return "".join(character for character in text if character in "aあ")


def _words(document: Document) -> str:
    out: list[str] = []

    def walk(part: object) -> None:
        if isinstance(part, str):
            out.append(part)
        elif isinstance(part, tuple):
            for each in part:
                walk(each)
        elif hasattr(part, "__slots__"):
            for name in type(part).__dataclass_fields__:
                walk(getattr(part, name))

    walk(document.blocks)
    return "".join(character for text in out for character in text if character.isalnum())


MARKS = [
    "$",
    "$x$",
    "a",
    "あ",
    " ",
    "  ",
    "\n",
    "\n\n",
    "*",
    "**",
    "`",
    "\\",
    "\\$",
    "1",
    "1.",
    "2)",
    "-",
    "- ",
    "#",
    "|",
    "~",
]
MARKS += [
    "_",
    "___",
    "<b>",
    "[a](b)",
    "\u3000",
    "\t",
    "。",
    "=",
    "---",
    "$$",
    ":",
    "+",
    ">",
    "\u00a0",
    "$a\\frac{1}{2}$",
    "\r",
]


@given(st.lists(st.sampled_from(MARKS), max_size=9).map("".join))
@settings(max_examples=300)
def test_running_text_is_read_at_once_as_the_parser_would_read_it(text):
    text = safe_text(text)
    assert _parse_running(text) in (None, _parse_any(text))


def test_paragraphs_of_words_and_formulas_are_running_text():
    assert _parse_running("重み $w$ と\n$b$ を、\n\n$\\eta$ で更新\n") is not None
