"""Lint: each rule finds what breaks it, at its place, and leaves what doesn't; fixes, and what is kept of it."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from quizapp.bank import families, family_table
from quizapp.bank.banks import OwnBank
from quizapp.bank.catalog import Catalog, load
from quizapp.bank.editing import write_whole
from quizapp.bank.entries import Gone
from quizapp.bank.faults import BankFault
from quizapp.bank.lint import PORTION, Record, guarded, lint, of_bank
from quizapp.bank.lint_layout import fix_file
from quizapp.bank.rules import RULES
from quizapp.bank.store import Store
from quizapp.bank.stress import stress_question
from quizapp.text.messages.bank import CATALOG
from tests.bank.conftest import NUMERIC, Write
from tests.bank.lint_examples import (
    BESIDE_ANOTHER,
    EXAMPLES,
    FAMILY,
    OF_MANY,
    OF_OWN,
    SINGLE,
    STRESSED,
    Example,
    write_assets,
)

# What is wrong with a field as a whole is told where the field is.
AT_ITS_FIELD = {
    *("undrawn_numbers", "ragged_table", "unknown_blank", "no_blank", "stem_word_in_key", "unusable_key"),
    *("expression_template", "figure_number_unsaid"),
    *("numbers_unsorted", "unknown_mistake", "unknown_step", "numbers_differ", "long_stem", "key_longest"),
}


def findings(folder: Path, source: str, old: str = "", new: str = "") -> list[BankFault]:
    """What is found in a bank of one question, which must be readable."""
    source = source.format(id="question")
    assert old in source
    file = folder / "convolution" / "question.yaml"
    if "assets/" in source:
        write_assets(file.parent)
    file.write_text(source.replace(old, new) if old else source, encoding="utf-8")
    catalog = load(folder)
    assert catalog.faults == ()
    return lint(catalog)


def apart(number: int) -> str:
    """A word that makes one of many texts another one than the rest."""
    return f"{number:03}".translate(str.maketrans("0123456789", "あかさたなはまやらわ"))


def put_others(folder: Path, rule: str, example: Example, piece: str) -> None:
    """The questions beside which an example is looked at."""
    if rule in BESIDE_ANOTHER:
        (folder / "convolution" / "another.yaml").write_text(example.base.format(id="another"), encoding="utf-8")
    for number in range(39 if rule in OF_MANY else 0):
        text = example.base.format(id=f"q{number}").replace(example.old, piece)
        text = text.replace("小さく", apart(number) * 9)
        (folder / "convolution" / f"q{number}.yaml").write_text(text, encoding="utf-8")


ALONE = [rule for rule in EXAMPLES if rule not in BESIDE_ANOTHER | OF_MANY | OF_OWN | STRESSED]


@pytest.mark.parametrize("rule", sorted(BESIDE_ANOTHER | OF_MANY))
def test_a_rule_of_several_questions_finds_what_breaks_it_and_leaves_the_rest(folder: Path, rule: str) -> None:
    example = EXAMPLES[rule]
    put_others(folder, rule, example, example.bad)
    found = findings(folder, example.base, example.old, example.bad)
    assert [fault.severity for fault in found if fault.code == rule] == [RULES[rule].severity]
    put_others(folder, rule, example, example.good)
    assert findings(folder, example.base, example.old, example.good) == []


@pytest.mark.parametrize("rule", sorted(OF_OWN))
def test_a_rule_of_own_banks_leaves_the_one_that_ships(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, rule: str
) -> None:
    example = EXAMPLES[rule]
    own = tmp_path_factory.mktemp("own") / "seminar"
    (own / "convolution").mkdir(parents=True)

    def codes(piece: str) -> list[str]:
        text = example.base.format(id="question").replace(example.old, piece)
        (own / "convolution" / "question.yaml").write_text(text, encoding="utf-8")
        return [fault.code for fault in lint(load(folder, own=[(OwnBank("seminar", own), None)]))]

    assert codes(example.bad) == [rule]
    assert codes(example.good) == []
    assert findings(folder, example.base, example.old, example.bad) == []


@pytest.mark.parametrize("rule", sorted(STRESSED))
def test_a_rule_of_the_gate_finds_what_breaks_it_and_leaves_the_rest(folder: Path, rule: str) -> None:
    example = EXAMPLES[rule]

    def codes(piece: str) -> list[str]:
        assert not findings(folder, example.base, example.old, piece)
        return [found.code for found in stress_question(load(folder).find("question"), seeds=300).findings]

    assert rule in codes(example.bad)
    assert codes(example.good) == []


@pytest.mark.parametrize("rule", ALONE)
def test_a_rule_finds_what_breaks_it_at_its_line(folder: Path, rule: str) -> None:
    example = EXAMPLES[rule]
    found = [fault for fault in findings(folder, example.base, example.old, example.bad) if fault.code == rule]
    assert {fault.severity for fault in found} == {RULES[rule].severity}
    begins = example.base.format(id="question").partition(example.old)[0].count("\n") + 1
    if example.bad and rule not in AT_ITS_FIELD:
        assert any(begins <= fault.line <= begins + example.bad.count("\n") for fault in found)
    for fault in found:
        assert fault.words("ja") != fault.words("en")


@pytest.mark.parametrize("rule", ALONE)
def test_a_rule_leaves_what_does_not_break_it(folder: Path, rule: str) -> None:
    example = EXAMPLES[rule]
    assert findings(folder, example.base, example.old, example.good) == []


def test_every_rule_has_an_example_and_its_words() -> None:
    assert set(EXAMPLES) == set(RULES)
    assert set(RULES) <= set(CATALOG)


def test_the_page_for_authors_has_these_examples() -> None:
    script = Path(__file__).parents[2] / "docs" / "generate_rules.py"
    assert subprocess.run([sys.executable, script, "--check"], check=False).returncode == 0


def test_a_warning_can_be_waived_with_a_reason_and_an_error_cannot(folder: Path) -> None:
    waiver = "level: 1\nwaive: [{rule: all_or_none, reason: why}, {rule: unknown_topic, reason: why}]"
    source = SINGLE.format(id="question").replace("en: A higher rate", "en: All of the above")
    source = source.replace("level: 1", waiver).replace('topics: ["3.4.1"]', 'topics: ["3.4.1", "9.9.9"]')
    found = findings(folder, source.replace("{", "{{").replace("}", "}}"))
    assert [fault.code for fault in found] == ["unknown_topic", "waiver_unknown"]


def test_retired_questions_are_left_in_peace(folder: Path) -> None:
    assert findings(folder, SINGLE.replace("パディング, ス", "パテ, ス"), "status: ready", "status: retired") == []


def many(folder: Path, count: int, key: str) -> None:
    """Questions with different words, whose keys are `key`."""
    for number in range(count):
        word = apart(number)
        text = SINGLE.format(id=f"q{number}").replace("増やす, en: A larger stride", f"{word}増やす, en: {key}")
        (folder / "convolution" / f"q{number}.yaml").write_text(text.replace("小さく", word * 9), encoding="utf-8")


def test_keys_that_are_the_longest_too_often_are_a_warning_of_the_bank(folder: Path) -> None:
    many(folder, 40, "A larger stride of the layer")
    found = [fault for fault in lint(load(folder)) if fault.code == "bank_key_longest"]
    assert [fault.values["count"] for fault in found] == [40]
    many(folder, 40, "Bigger")
    assert "bank_key_longest" not in [fault.code for fault in lint(load(folder))]


def test_the_share_of_longest_keys_is_tested_in_banks_of_any_size(folder: Path) -> None:
    from quizapp.bank.lint_bank import _upper_tail

    assert _upper_tail(5, 10, 0.25) == pytest.approx(0.0781269)
    assert 0.4 < _upper_tail(5_000, 20_000, 0.25) < 0.6


def test_nearly_the_same_words_as_another_question_are_a_warning(folder: Path, write: Write) -> None:
    stem = "ja: 入力の一辺が 32 の画像に畳み込みを適用するとき、出力の特徴マップの一辺を最も小さくする変更はどれか。"
    write("one", SINGLE, {"ja: 出力を小さくするのはどれか。": stem})
    write("two", SINGLE, {"ja: 出力を小さくするのはどれか。": stem.replace("32", "64").replace("最も", "")})
    write("three", NUMERIC)
    found = [fault for fault in lint(load(folder)) if fault.code == "near_duplicate"]
    assert [(fault.file.stem, fault.values["other"]) for fault in found] == [("two", "one")]
    waiver = {"level: 1": "level: 1\nwaive: [{rule: near_duplicate, reason: a pair}]"}
    write("two", SINGLE, {"ja: 出力を小さくするのはどれか。": stem, **waiver})
    assert "near_duplicate" not in [fault.code for fault in lint(load(folder))]


def test_what_is_mechanical_is_mended_and_nothing_else(folder: Path) -> None:
    source = SINGLE.format(id="question")
    source = source.replace("ja: ストライドで割る。", "ja: 'ストライドで割る, 次に,２つ目も,`a,b` も $x,y$ も。'")
    source = source.replace("level: 1\n", "level: 1   \n").rstrip("\n")
    file = folder / "convolution" / "question.yaml"
    write_whole(file, source.encode())
    entry = load(folder).entries["question"]
    assert fix_file(entry) == 6
    after = file.read_text(encoding="utf-8")
    assert "ja: 'ストライドで割る、次に、2つ目も、`a,b` も $x,y$ も。'" in after
    assert "level: 1\n" in after
    assert after.endswith('"]\n')
    assert lint(load(folder)) == []


def test_a_file_with_windows_line_ends_is_mended_and_keeps_them(folder: Path) -> None:
    source = SINGLE.format(id="question").replace("ja: ストライドで割る。", "ja: 'ストライドで割る, 次に。'")
    source = source.replace("level: 1\n", "level: 1   \n").rstrip("\n")
    file = folder / "convolution" / "question.yaml"
    file.write_bytes(source.replace("\n", "\r\n").encode())
    entry = load(folder).entries["question"]
    assert fix_file(entry) == 3
    mended = source.replace("割る, 次", "割る、次").replace("level: 1   ", "level: 1") + "\n"
    assert file.read_bytes() == mended.replace("\n", "\r\n").encode()
    assert lint(load(folder)) == []


def test_a_waived_layout_stays(folder: Path) -> None:
    waiver = "level: 1\nwaive: [{rule: half_width_sign, reason: quoted}]"
    source = (
        SINGLE.format(id="question").replace("ja: ストライドで割る。", "ja: '割る,割る。'").replace("level: 1", waiver)
    )
    file = folder / "convolution" / "question.yaml"
    file.write_text(source, encoding="utf-8")
    entry = load(folder).entries["question"]
    assert (fix_file(entry), file.read_text(encoding="utf-8")) == (0, source)


def test_what_was_found_is_kept_until_file_syllabus_or_program_change(
    folder: Path, write: Write, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path_factory.mktemp("kept") / "bank.sqlite"
    looked_at: list[str] = []
    from quizapp.bank import lint as module

    record = module._record

    def counted(catalog, entry):  # type: ignore[no-untyped-def]
        looked_at.append(entry.header.id)
        return record(catalog, entry)

    monkeypatch.setattr(module, "_record", counted)

    def found() -> list[str]:
        return sorted(fault.code for fault in lint(load(folder, store=Store(place))))

    write("one", SINGLE, {"en: A higher rate": "en: All of the above"})
    write("two", NUMERIC)
    first = found()
    assert "all_or_none" in first
    assert (found(), looked_at) == (first, ["one", "two"])
    write("one", SINGLE)
    assert "all_or_none" not in found()
    assert looked_at[2:] == ["one"]
    file = folder / "syllabus.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("パディング", "パッド"), encoding="utf-8")
    assert found().count("unknown_keyword") == 2
    assert looked_at[3:] == ["one", "two"]


def test_a_question_that_is_referred_to_may_come_later(
    folder: Path, write: Write, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("kept") / "bank.sqlite"
    write("one", SINGLE, {"level: 1": "level: 1\nsee_also: [two]"})
    assert [fault.code for fault in lint(load(folder, store=Store(place)))] == ["see_also_unknown"]
    write("two", SINGLE, {"小さく": "あまり大きくならないように"})
    assert "see_also_unknown" not in [fault.code for fault in lint(load(folder, store=Store(place)))]


def test_a_byte_order_mark_stays_when_the_rest_is_mended(folder: Path, write: Write) -> None:
    file = write("question", SINGLE, {"level: 1\n": "level: 1   \n"})
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    entry = load(folder).entries["question"]
    assert fix_file(entry) == 1
    assert file.read_bytes() == b"\xef\xbb\xbf" + SINGLE.format(id="question").encode()


def test_a_finding_stands_on_one_line_whatever_the_file_is_called(folder: Path) -> None:
    file = folder / "convolution" / "two\nlines\r.yaml"
    file.write_text("level: [", encoding="utf-8")
    (fault,) = load(folder).faults
    assert fault.place.endswith("two\\nlines\\r.yaml:2:1")


def test_an_unknown_keyword_names_the_words_that_there_are(folder: Path, write: Write) -> None:
    write("question", SINGLE, {"keywords: [パディング,": "keywords: [パディンク,"})
    (fault,) = lint(load(folder))
    assert "パディング" in fault.words("ja").partition("使える語")[2]


def facts_kept(place: Path) -> dict[str, str]:
    """What a store holds of families, as it stands in its file."""
    connection = sqlite3.connect(place)
    try:
        return dict(connection.execute("SELECT digest, found FROM findings WHERE digest LIKE 'family:%'"))
    finally:
        connection.close()


def test_what_a_family_has_is_kept_for_other_questions_of_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(family_table, "known", lambda name: None)
    families._known.pop("convolution.output_size", None)
    findings(folder, FAMILY)
    place = tmp_path / "kept.sqlite"
    assert lint(load(folder, store=Store(place))) == []
    (kept,) = facts_kept(place).values()
    assert json.loads(kept)[0] == ["ceiling", "dilation_ignored", "no_plus_one", "padding_once"]
    (folder / "convolution" / "question.yaml").unlink()
    load(folder, store=Store(place))
    assert len(facts_kept(place)) == 1


SHOWN = '[[{"n": 1}, "1", []], [{"n": 2}, "2", []], [{"n": 3}, "3", []]]'


@pytest.mark.parametrize(
    "kept",
    [
        "[]",
        "3",
        "[[], [], [], false, true]",
        f'["a", [], [], false, true, {SHOWN}]',
        f"[[1], [], [], false, true, {SHOWN}]",
        "[[], [], [], false, true, [3, 3, 3]]",
        f"[[], [], [], false, true, {SHOWN.replace('3}', 'null}')}]",
    ],
)
def test_kept_facts_of_a_family_that_are_none_are_drawn_again(tmp_path: Path, kept: str) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from quizapp.bank import families, family_table; from quizapp.bank.store import Store\n"
        "family_table.known = lambda name: None\n"
        "store = Store(Path(sys.argv[1])); name = 'convolution.output_size'\n"
        "facts = families.facts_of(name); families.keep(store, [name]); families._known.clear()\n"
        "assert families.recall(store, [name]) == set() and families._known[name] == facts\n"
        "store._write(('UPDATE findings SET found = ?', [(sys.argv[2],)])); families._known.clear()\n"
        "assert families.recall(store, [name]) == {name} and families.facts_of(name) == facts\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "kept.sqlite"), kept]
    assert subprocess.run(command, check=False, capture_output=True).stderr == b""


def test_a_first_lint_that_is_broken_off_goes_on_where_it_was(folder: Path, tmp_path: Path) -> None:
    many(folder, PORTION + 1, "Bigger")
    place = tmp_path / "kept.sqlite"
    load(folder, store=Store(place))
    catalog = load(folder, store=Store(place))
    last = list(catalog.entries.values())[-1]
    last.file.unlink()
    connection = sqlite3.connect(place)
    connection.execute("DELETE FROM questions WHERE digest = ?", (last.digest,))
    connection.commit()
    with pytest.raises(Gone):
        lint(catalog)
    assert connection.execute("SELECT count(*) FROM findings").fetchall() == [(PORTION,)]
    connection.close()


def test_a_rule_that_fails_is_a_finding_of_its_file_beside_what_was_found_before() -> None:
    file = Path("convolution/one.yaml")

    def rules() -> Iterator[BankFault]:
        yield BankFault(file, 3, 1, "key_longest")
        raise IndexError("no line")

    found = list(guarded(file, rules()))
    assert [(fault.code, fault.line) for fault in found] == [("key_longest", 3), ("lint_failed", 1)]
    for language in ("ja", "en"):
        assert "IndexError: no line" in found[1].words(language)


def test_a_rule_of_the_whole_bank_that_fails_is_a_finding_of_its_folder_and_the_others_go_on(
    folder: Path, write: Write
) -> None:
    (folder / "exam.yaml").write_text("a: [", encoding="utf-8")

    def failing(catalog: Catalog, records: Mapping[str, Record]) -> Iterator[BankFault]:
        yield BankFault(catalog.folder, 1, 1, "bank_key_longest", {"count": 3, "total": 3, "expected": 1}, "warning")
        raise KeyError("sketch")

    write("one")
    write("two")
    catalog = load(folder)
    found = list(of_bank(catalog, {}, (failing, lambda *_: [BankFault(folder, 2, 1, "near_duplicate")])))
    assert [fault.code for fault in found] == ["bank_key_longest", "lint_failed", "near_duplicate", "not_yaml"]
    assert found[1].file == folder
    assert "KeyError: 'sketch'" in found[1].words("en")


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("{kind: number, value: 0.00001, verify: 1/100000}", "answer_zero"),
        ("{kind: number, value: 0.00001, absolute: 0.000001, verify: 1/100000}", "answer_zero"),
        ("{kind: number, value: 0.7, decimals: 0, verify: 7/10}", "answer_coarse"),
        ("{kind: number, value: 4.5, decimals: 0, verify: 9/2}", "answer_tie"),
        ("{kind: number, value: 0.125, decimals: 2, verify: 1/8}", "answer_tie"),
        ("{kind: vector, value: [0.125, 1], decimals: 2, verify: [1/8, '1']}", "answer_tie"),
        ("{kind: number, value: 500, decimals: 0, verify: '500'}", "tolerance_whole"),
        ("{kind: number, value: 500, decimals: 0, relative: 0, verify: '500'}", ""),
        ("{kind: number, value: 1, decimals: 0, verify: '1'}", ""),
        ("{kind: number, value: 99.5, decimals: 1, verify: 199/2}", ""),
        ("{kind: vector, value: [0, 0.94, 0.06], decimals: 2, verify: ['0', 47/50, 3/50]}", ""),
    ],
)
def test_a_fixed_answer_that_what_is_plainly_wrong_passes_for_is_told(folder: Path, answer: str, code: str) -> None:
    source = NUMERIC.format(id="question")
    right = "{kind: number, value: 0.375, decimals: 3, verify: '1 - 5/8'}"
    assert right in source
    found = findings(folder, source.replace(right, answer).replace("{", "{{").replace("}", "}}"))
    assert [fault.code for fault in found] == [code] * bool(code)
    if code:
        assert found[0].line == source.partition("answer:")[0].count("\n") + 1
        assert found[0].words("ja") != found[0].words("en")


COUNTED = """\
id: {id}
kind: numeric
topics: ["3.4.1"]
keywords: [パディング]
level: 2
stem: {{ja: '{{{{n}}}} と {{{{k}}}} の積は。', en: 'What is {{{{n}}}} times {{{{k}}}}?'}}
given:
  n: {{from: 40, to: 90}}
  k: {{from: 40, to: 90}}
answer: {{kind: number, values: positive, value: n*k, verify: k*n}}
mistakes:
  one_more: {{value: n*k + 1, ja: 1 多い。, en: One too many.}}
explanation: {{ja: 掛ける。, en: Multiply.}}
references: [Any textbook]
"""


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("n/(k - k)", "expression_division_by_zero"),
        ("exp(n*k)", "expression_too_large"),
        ("factorial(k*k)", "expression_too_large"),
        ("'comb(n + 0.5, 2)'", "expression_undefined"),
        ("'sum(range(0, 10^12))'", "expression_too_large"),
    ],
)
def test_an_answer_without_a_value_is_told_at_its_own_expression(folder: Path, value: str, code: str) -> None:
    found = findings(folder, COUNTED, "value: n*k,", f"value: {value},")
    assert [fault.code for fault in found] == [code]
    source = (folder / "convolution" / "question.yaml").read_text(encoding="utf-8").split("\n")
    begin = source[found[0].line - 1].index("value:")
    assert begin < found[0].column <= begin + len(f"value: {value},")
    told = stress_question(load(folder).find("question"), seeds=20).findings
    assert [finding.code for finding in told][:1] == ["stress_acceptance_no_value"]
    words = " ".join(finding.sentence("en") for finding in told)
    assert "whatever is drawn, `" in words
    assert "condition" not in words


def test_whole_numbers_whose_mistakes_the_tolerance_hides_are_told_to_be_a_count(folder: Path) -> None:
    found = findings(folder, COUNTED)
    assert [fault.code for fault in found] == ["undrawn_numbers", "tolerance_whole"]
    assert "kind: count" in found[1].words("en")
    told = stress_question(load(folder).find("question"), seeds=20).findings
    (whole,) = (finding for finding in told if finding.code == "stress_tolerance_whole")
    assert "kind: count" in whole.sentence("en")
    assert whole.sentence("ja") != whole.sentence("en")
    assert not any(finding.code == "stress_where" for finding in told)
    assert findings(folder, COUNTED, "kind: number, values: positive, ", "kind: count, ") == []


@pytest.mark.parametrize(
    ("verify", "code"),
    [
        ("factorial(5)/320", ""),
        ("comb(4, 2)/16", ""),
        ("sum([1, 2])/8", ""),
        ("factorial(5)/321", "unverified"),
        ("factorial(100)", "expression_too_large"),
        ("flor(3)", "expression_unknown_function"),
        ("x + 1", "unreadable_verify"),
        ("1/0", "unreadable_verify"),
        ("range(3)", "unreadable_verify"),
    ],
)
def test_the_second_route_of_a_fixed_answer_is_an_expression_as_in_drawn_questions(
    folder: Path, verify: str, code: str
) -> None:
    found = findings(folder, NUMERIC, "verify: '1 - 5/8'", f"verify: '{verify}'")
    assert [fault.code for fault in found] == [code] * bool(code)
    assert all(fault.words("ja") != fault.words("en") for fault in found)


def test_a_matrix_is_proven_by_an_expression_for_each_cell(folder: Path) -> None:
    right = "{kind: matrix, value: [[1, 2], [3, 6]], verify: [['1', 4/2], ['sqrt(9)', factorial(3)]]}"
    source = NUMERIC.format(id="question").replace("{value: 2.667", "{value: [[1, 3], [2, 6]]")
    source = source.replace("{kind: number, value: 0.375, decimals: 3, verify: '1 - 5/8'}", right)
    assert findings(folder, source.replace("{", "{{").replace("}", "}}")) == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("range(k, 3)", "this range is empty (as in Python, the end is left out)"),
        ("range(0.5, k)", "range takes whole numbers"),
        ("factorial(k + 0.5)", "factorial takes whole numbers from 0 to 69"),
        ("factorial(70 + k)", "factorial takes whole numbers from 0 to 69"),
        ("comb(k, 0 - 1)", "comb takes whole numbers from 0 on"),
        ("range(0, k, 0)", "the step of range, its third number, is 0"),
        ("range(0, 10^6*k)", "this range has more than 1000 numbers"),
    ],
)
def test_what_counting_functions_take_is_said_in_words(folder: Path, value: str, said: str) -> None:
    (fault,) = findings(folder, COUNTED, "value: n*k,", f"value: 'sum({value})',")
    assert fault.words("en") == said
    assert fault.words("ja") != said
    told = stress_question(load(folder).find("question"), seeds=5).findings
    assert any(said in finding.sentence("en") for finding in told)


def test_a_second_route_that_never_has_a_value_is_mended_and_not_avoided(folder: Path) -> None:
    findings(folder, COUNTED, "verify: k*n", "verify: k*n/(n - n)")
    file = folder / "convolution" / "question.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("kind: number, values: positive", "kind: count"), "utf-8")
    told = stress_question(load(folder).find("question"), seeds=20).findings
    (route,) = (finding for finding in told if finding.code == "stress_verify")
    assert route.sentence("en").startswith("whatever is drawn, ")
    assert "where" not in route.sentence("en")
    assert route.sentence("ja") != route.sentence("en")
