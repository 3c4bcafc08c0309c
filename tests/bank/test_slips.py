"""Slips of the keyboard and of YAML, told in both languages at the place where they are."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.bank.catalog import load
from quizapp.bank.entries import validate
from quizapp.bank.faults import BankFault
from quizapp.bank.json_schema import schema_text
from quizapp.bank.reader import Unreadable, read_text
from quizapp.bank.schema import Question
from quizapp.bank.schema_text import PATTERNS, SAYS_SOMETHING
from quizapp.text.messages.bank import CATALOG
from tests.bank.conftest import SINGLE, Write
from tests.bank.test_drawn import DRAWN

FILE = Path("question.yaml")


def told(source: str) -> BankFault:
    """The first thing that is wrong with a text."""
    try:
        document = read_text(source, FILE)
    except Unreadable as error:
        return error.fault
    found = validate(document)
    assert isinstance(found, list)
    return found[0]


def changed(old: str, new: str) -> BankFault:
    source = SINGLE.format(id="question")
    assert old in source
    return told(source.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        # The commonest slips of a keyboard in full width.
        ("level: 1", "level：1", "full_width_colon", (7, 6)),
        ("level: 1", "level： 1", "full_width_colon", (7, 6)),
        ("level: 1", "level:　1", "full_width_space", (7, 7)),
        ("level: 1", "　level: 1", "full_width_space", (7, 1)),
        ("level: 1", "level: １", "full_width_value", (7, 8)),
        ("level: 1", "level: “1”", "full_width_value", (7, 8)),
        ("status: ready", "status: ｒｅａｄｙ", "full_width_value", (3, 9)),
        ("{ja: 出力", "{ja：出力", "full_width_colon", (8, 10)),
        (", en: Which", ", en：Which", "full_width_colon", (8, 30)),
        ("  - {id: b", "  - {id：b", "full_width_colon", (11, 8)),
        ("choices:", "choices：", "full_width_colon", (9, 8)),
        ('["Dumoulin & Visin 2016, arXiv:1603.07285"]', '["Dumoulin & Visin 2016”]', "full_width_quote", (14, 36)),
        # A space that is missing, and tabs.
        ("level: 1", "level:1", "colon_without_space", (7, 6)),
        ("  - {id: b", "  - {id:b", "colon_without_space", (11, 8)),
        ("stem: {ja", "stem:{ja", "colon_without_space", (8, 5)),
        ("level: 1", "level: 1\n\tseconds: 60", "tab_indent", (8, 1)),
        # Words that mean a truth.
        ("correct: true", "correct: yes", "ambiguous_scalar", (10, 22)),
        ("correct: true", "correct: TRUE", "ambiguous_scalar", (10, 22)),
        # Signs that can't be seen.
        ("level: 1", "level: 1\n# \u2028", "control_character", (8, 3)),
        ("level: 1", "level: 1\n# a\u2029", "control_character", (8, 4)),
        ("level: 1", "level: 1\n# a\x85", "control_character", (8, 4)),
        ("level: 1", "level: 1\n# \ufffe", "control_character", (8, 3)),
        ("level: 1", "level: 1\n# a\u00ad", "control_character", (8, 4)),
    ],
)
def test_a_slip_is_told_at_its_own_place(old: str, new: str, code: str, place: tuple[int, int]) -> None:
    found = changed(old, new)
    assert (found.code, (found.line, found.column)) == (code, place)
    assert found.words("ja") != found.words("en")


def test_a_word_for_a_truth_is_told_with_the_truth_that_is_meant() -> None:
    assert "write true, or 'yes' for the word" in changed("correct: true", "correct: yes").words("en")
    assert "真偽なら false" in changed("correct: true", "correct: Off").words("ja")


def test_a_field_below_that_begins_with_a_full_width_space_is_told_there() -> None:
    assert told("id: question\nstem:\n　ja: x\n").place == "question.yaml:3:1"
    assert told("id: question\nstem:\n  ja: x\n 　en: x\n").code == "full_width_space"
    assert told("id: question\nlevel: 1\nstem:\n").code == "empty_value"


@pytest.mark.parametrize(
    ("source", "place", "words"),
    [
        ("id: a\nlevel 2\nkind: b\n", "2:1", "a field is written `name: value`"),
        ("id: a\nlevel: 2: 3\n", "2:9", "there is a ': ' inside a text"),
        ('id: "a\nlevel: 2\n', "1:5", 'the quotation mark " is not closed'),
        ("id: a\ntopics: [a, b\nlevel: 2\n", "2:9", "a [ is not closed by ]"),
        ("id: a\nstem: {ja: a, en: b\nlevel: 2\n", "2:7", "a { is not closed by }"),
        ("id: a\nstem:\n  ja: a\n en: b\n", "4:2", "the indent is uneven"),
        ("id: a\n  level: 2\n", "2:8", "the indent is uneven"),
        ("id: 'it's'\n", "1:9", "there is text behind a closed quotation mark"),
        ("id: ]\n", "1:5", "a value is missing here"),
        ("topics: - a\n", "1:9", "a list with '- ' begins on the line after"),
        ("ja: **誤っている**ものは\n", "1:5", "a text that begins with * belongs in quotes"),
        ("ja: @decorator\n", "1:5", "a text that begins with @ belongs in quotes"),
        ("ja: %d\n", "1:5", "a text that begins with % belongs in quotes"),
        ("ja: | text\n  more\n", "1:7", "nothing stands behind | or >"),
        ('ja: "\\q"\n', "1:6", "inside double quotes a \\\\ makes"),
        ("%FOO bar\n---\nid: a\n", "1:5", "YAML directives"),
    ],
)
def test_what_the_yaml_parser_says_is_said_in_words_in_both_languages(source: str, place: str, words: str) -> None:
    found = told(source)
    assert found.place == f"question.yaml:{place}"
    assert words.replace("\\\\", "\\") in found.words("en")
    assert not re.search(r"[A-Za-z]{3,} [A-Za-z]{3,}", found.words("ja"))


@pytest.mark.parametrize("name", ["Batch_Norm", "畳み込み", "a--b", "-a"])
def test_an_id_that_can_not_be_one_is_told_in_words(name: str) -> None:
    found = changed("id: question", f"id: {name}")
    assert (found.code, found.line, found.column) == ("type_string_pattern_mismatch", 1, 5)
    assert found.words("en") == (
        "id: small letters and digits, joined by hyphens (batch-norm-at-test), at most 60 characters"
    )
    assert "60" in changed("id: question", f"id: {'a' * 61}").words("ja")


def test_names_elsewhere_are_told_in_words_too() -> None:
    assert changed("  - {id: b,", "  - {id: B-1,").words("en").startswith("choices.1.id: a small letter")
    assert changed("level: 1", "level: 1\nproblem: convolution").words("en").startswith("problem: a family is written")
    assert changed("level: 1", "level: 1\ngiven: {1a: {from: 1, to: 2}}").words("en").startswith("given.1a: the name")


def test_every_form_of_a_name_has_its_words() -> None:
    def patterns(schema: object) -> Iterator[str]:
        if isinstance(schema, dict):
            yield from ([schema["pattern"]] if isinstance(schema.get("pattern"), str) else [])
            yield from schema.get("patternProperties", {})
            schema = list(schema.values())
        for part in schema if isinstance(schema, list) else []:
            yield from patterns(part)

    found = {pattern for pattern in patterns(json.loads(schema_text())) if not pattern.startswith("^assets/")}
    assert len(found) > 5
    assert found - {SAYS_SOMETHING} <= set(PATTERNS)


def test_a_bank_tells_the_slip_of_a_file_beside_sound_ones(folder: Path, write: Write) -> None:
    write("one")
    file = write("two", SINGLE, {"level: 1": "level：1"})
    catalog = load(folder)
    assert [fault.in_file("ja") for fault in catalog.faults] == [
        "7:6: 「level」のあとの「：」が全角です。半角の「: 」（コロンと空白）にしてください"
    ]
    assert catalog.faults[0].file == file
    assert list(catalog.entries) == ["one"]


def numeric(old: str, new: str) -> list[BankFault]:
    """Everything that is wrong with a question that draws its numbers, with a piece of it replaced."""
    source = DRAWN.format(id="question")
    assert old in source
    found = validate(read_text(source.replace(old, new, 1), FILE))
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    ("old", "new", "field", "code"),
    [
        ("to: 64}", "to: 10000000000}", "given.n.to", "type_less_than_equal"),
        ("to: 64}", "to: many}", "given.n.to", "type_float_type"),
        ("choices: [3, 5, 7]", "choices: [3, x]", "given.k.choices.1", "type_float_type"),
        ("verify: floor(span/s) + 1", "verify: 3", "answer.verify", "type_string_type"),
        (", verify: floor(span/s) + 1", "", "verify", "missing"),
        ("{kind: count,", "{kind: count, absolute: 0,", "answer.absolute", "type_greater_than"),
        ("{value: answer - 1,", "{value: {a: 1},", "mistakes.no_plus_one.value", "type_number_list_text"),
        ("{value: answer - 1,", "{value: [[1, x]],", "mistakes.no_plus_one.value.0.1", "type_float_type"),
        ("{value: answer - 1,", "{value: [1, x],", "mistakes.no_plus_one.value.1", "type_float_type"),
    ],
)
def test_a_value_of_several_forms_is_told_once_by_the_name_that_the_file_has(
    old: str, new: str, field: str, code: str
) -> None:
    (fault,) = numeric(old, new)
    assert (fault.code, fault.values["field"]) == (code, field)
    assert fault.words("ja") != fault.words("en")
    assert field in fault.words("en")


def test_a_limit_is_written_as_people_write_it() -> None:
    (fault,) = numeric("{kind: count,", "{kind: count, absolute: 0,")
    assert fault.words("en") == "answer.absolute: greater than 0"


def test_what_a_field_can_be_is_listed_without_the_words_of_the_program() -> None:
    (fault,) = numeric("kind: count", "kind: counts")
    assert fault.words("en") == "answer: kind is one of number, count, vector, matrix, shape, expression, code"
    (fault,) = numeric("status: ready", "status: done")
    assert " or " not in fault.words("ja")


# What each kind of value refuses, and each of its limits.
REFUSES = {
    "bool": ["bool_type"],
    "int": ["int_type"],
    "float": ["float_type"],
    "dict": ["dict_type"],
    "str": ["string_type", "string_unicode"],
    "list": ["list_type"],
    "model": ["model_type"],
    "literal": ["literal_error"],
    "enum": ["enum"],
    "tagged-union": ["union_tag_invalid", "union_tag_not_found"],
    "model-fields": ["missing", "extra_forbidden"],
}
LIMITS = {
    "ge": "greater_than_equal",
    "gt": "greater_than",
    "le": "less_than_equal",
    "lt": "less_than",
    "allow_inf_nan": "finite_number",
    "pattern": "string_pattern_mismatch",
    "multiple_of": "multiple_of",
}
# Of these only what is inside them refuses anything; the validators of questions have words of their own.
AROUND = {
    *("default", "definition-ref", "definitions", "function-after", "function-before", "model-field", "no-info"),
    *("nullable", "union"),
}


def refusals(node: object) -> Iterator[str]:
    """The types of all errors that a schema of pydantic can give."""
    if isinstance(node, dict):
        kind = node.get("type")
        if isinstance(kind, str):
            assert kind in REFUSES or kind in AROUND, kind
            yield from REFUSES.get(kind, [])
            yield from (name for limit, name in LIMITS.items() if limit in node)
            length = "string_too" if kind == "str" else "too"
            yield from (
                f"{length}_{end}" for end, limit in (("short", "min"), ("long", "max")) if f"{limit}_length" in node
            )
        for part in node.values():
            yield from refusals(part)
    elif isinstance(node, list | tuple):
        for part in node:
            yield from refusals(part)


def test_everything_that_the_schema_can_refuse_is_told_in_both_languages() -> None:
    Question.model_rebuild()
    told = set(refusals(Question.__pydantic_core_schema__))
    assert {"greater_than", "finite_number", "too_long", "union_tag_invalid", "missing"} <= told
    names = {"missing": "missing", "extra_forbidden": "unknown_field"}
    assert {name for name in told if names.get(name, f"type_{name}") not in CATALOG} == set()
    for ja, en in (CATALOG[names.get(name, f"type_{name}")] for name in told):
        assert ja != en
