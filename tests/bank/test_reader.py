"""The strict reader of question files: what YAML would guess is an error with its place."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.bank.reader import MOST_BYTES, Unreadable, read_file, read_text
from quizapp.text.messages.bank import CATALOG

FILE = Path("chapter/question.yaml")
AMBIGUOUS = [
    "NO",
    "no",
    "Yes",
    "on",
    "off",
    "~",
    "null",
    "True",
    "FALSE",
    "010",
    "0x1F",
    "0o17",
    "1_000",
    "1:30",
    "12:30:45",
    ".inf",
    "-.INF",
    ".nan",
    "2024-01-31",
    "2024-01-31T10:00:00",
    ".5",
    "5.",
]


def fault_of(source: str) -> tuple[str, int, int]:
    with pytest.raises(Unreadable) as caught:
        read_text(source, FILE)
    fault = caught.value.fault
    assert fault.code in CATALOG
    assert fault.words("ja") != fault.words("en")
    return fault.code, fault.line, fault.column


def test_plain_data_is_read_as_it_stands() -> None:
    source = "a: 1\nb: -2.5\nc: true\nd: [x, 3.4.1, '010']\ne: |\n  $\\frac{1}{2}$\n  次の行\nf: {g: 'yes'}\n"
    assert read_text(source, FILE).data == {
        "a": 1,
        "b": -2.5,
        "c": True,
        "d": ["x", "3.4.1", "010"],
        "e": "$\\frac{1}{2}$\n次の行\n",
        "f": {"g": "yes"},
    }


@pytest.mark.parametrize(
    "scalar",
    AMBIGUOUS,
)
def test_a_scalar_that_readers_take_for_different_things_must_be_quoted(scalar: str) -> None:
    assert fault_of(f"a: 1\nb: {scalar}\n") == ("ambiguous_scalar", 2, 4)
    assert read_text(f"b: '{scalar}'", FILE).data == {"b": scalar}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a: 1\na: 2\n", ("duplicate_key", 2, 1)),
        ('a: "\\frac{1}{2}"\n', ("backslash_in_quotes", 1, 4)),
        ('a: "\\theta"\n', ("backslash_in_quotes", 1, 4)),
        ('a: "\\nabla"\n', ("backslash_in_quotes", 1, 4)),
        ("a: F # 値\n", ("comment_cuts_text", 1, 4)),
        ("a: &x 1\nb: *x\n", ("anchor", 1, 4)),
        ("a: *x\n", ("alias", 1, 4)),
        ("a: !!python/object/apply:os.system ['true']\n", ("tag", 1, 4)),
        ("a: !t 1\n", ("tag", 1, 4)),
        ("<<: {a: 1}\n", ("merge_key", 1, 1)),
        ("a: 1\n---\nb: 2\n", ("several_documents", 2, 1)),
        ("%YAML 1.1\n---\na: 1\n", ("directive", 1, 1)),
        ("a: 1e999\n", ("number_too_large", 1, 4)),
        ("a: 1234567890123456789012\n", ("number_too_large", 1, 4)),
        ("a:\n", ("empty_value", 1, 3)),
        ("? [1]\n: 2\n", ("key_not_text", 1, 3)),
        ("", ("empty_file", 1, 1)),
        ("a: [1\n", ("not_yaml", 1, 4)),
        ("あ: い: う\n", ("not_yaml", 1, 5)),
        ("a: x\x1b]0;t\x07\n", ("control_character", 1, 5)),
        ("a: 右\u202eから左\n", ("control_character", 1, 5)),
    ],
)
def test_a_trap_of_yaml_is_an_error_with_its_place(source: str, expected: tuple[str, int, int]) -> None:
    assert fault_of(source) == expected


def test_a_quote_and_a_backslash_may_be_escaped_in_double_quotes() -> None:
    assert read_text('a: "\\"\\\\frac\\""', FILE).data == {"a": '"\\frac"'}


def test_a_yaml_bomb_is_refused_at_its_first_anchor() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{name}: &{name} [{', '.join(['*' + before] * 9)}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    assert fault_of("\n".join(lines)) == ("anchor", 1, 4)


def test_deep_nesting_is_refused() -> None:
    code, line, _ = fault_of("a: " + "[" * 5_000 + "]" * 5_000)
    assert (code, line) == ("too_deep", 1)


def test_a_file_that_is_too_large_is_refused_without_being_parsed(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_bytes(b"a: " + b"x" * MOST_BYTES)
    with pytest.raises(Unreadable) as caught:
        read_file(file)
    assert caught.value.fault.code == "file_too_large"


def test_a_file_that_is_not_utf_8_is_refused_with_the_place_of_the_first_bad_byte(tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes("a: 1\nb: あ".encode() + b"\xe9\n")
    with pytest.raises(Unreadable) as caught:
        read_file(file)
    fault = caught.value.fault
    assert (fault.code, fault.line, fault.column) == ("not_utf8", 2, 5)


def test_a_missing_file_is_a_fault_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read_file(tmp_path / "missing.yaml")
    assert caught.value.fault.code == "unreadable_file"


def test_the_place_of_a_value_is_found_past_what_the_file_does_not_have() -> None:
    document = read_text("answer:\n  kind: number\n  value: x\n", FILE)
    assert document.place(("answer", "number", "value")) == (3, 10)
    assert document.place(("answer", "number", "missing")) == (2, 3)
    assert document.place(("nothing",)) == (1, 1)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_with_a_place_inside_it(source: str) -> None:
    fault = None
    try:
        read_text(source, FILE)
    except Unreadable as refused:
        fault = refused.fault
    if fault is not None:
        assert 1 <= fault.line <= source.count("\n") + source.count("\r") + 2
        assert fault.words("en")


LETTERS = st.text(st.sampled_from("abc日本、。 \\${}"), max_size=20)


@given(
    st.recursive(
        LETTERS | st.integers(-999, 999) | st.booleans(), lambda inner: st.lists(inner, max_size=3), max_leaves=8
    )
)
def test_data_written_as_quoted_yaml_reads_back(value: object) -> None:
    def write(part: object) -> str:
        if isinstance(part, list):
            return "[" + ", ".join(write(cell) for cell in part) + "]"
        if isinstance(part, bool):
            return str(part).lower()
        return f"'{part}'" if isinstance(part, str) else str(part)

    assert read_text(f"a: {write(value)}\n", FILE).data == {"a": value}
