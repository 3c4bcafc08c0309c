"""The gate for questions that draw their own numbers says in words what is wrong, and what to write."""

import re
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from calculators.problems import find_family
from calculators.problems.stress import Failure, Report
from quizapp.bank import drawn
from quizapp.bank.catalog import load
from quizapp.bank.expressions.registry import WrongArgument, call
from quizapp.bank.lint import lint
from quizapp.bank.stress import Finding, stress_question
from quizapp.bank.stress_findings import of_gate
from tests.bank.conftest import NUMERIC, Write
from tests.bank.lint_examples import FAMILY, MEAN
from tests.bank.test_drawn import DRAWN, FORMULA, TABLES

SAME = {"value: answer - 1,": "value: floor(span/s),", "value: (n - k)//s + 1": "value: answer - 1"}
UNPROVEN = {"verify: floor(span/s) + 1": "verify: 'floor(span/s) + (1 if n < 50 else 2)'"}


def found(folder: Path, write: Write, changes: dict[str, str], source: str = DRAWN, seeds: int = 60) -> list[Finding]:
    write("one", source, changes)
    catalog = load(folder)
    assert catalog.faults == ()
    findings = list(stress_question(catalog.find("one"), seeds=seeds).findings)
    assert all(finding.words("ja") != finding.words("en") for finding in findings)
    return findings


@pytest.mark.parametrize("source", [DRAWN, TABLES, FORMULA])
def test_a_sound_question_has_no_finding(folder: Path, write: Write, source: str) -> None:
    assert found(folder, write, {}, source) == []


def pasted(source: str, findings: list[Finding]) -> str:
    """A question with the one block that the gate advises, put where it says."""
    (told,) = (finding for finding in findings if finding.block)
    assert told.words("en").endswith(f"\n{told.block}")
    block = f"{told.block}\n"
    if "before given:" in told.sentence("en"):
        assert "\nwhere:" not in source
        return source.replace("given:\n", f"{block}given:\n", 1)
    begin = source.index("\nwhere:") + 1
    end = next(found.start() for found in re.finditer(r"^\w", source, re.M) if found.start() > begin)
    return source[:begin] + block + source[end:]


@pytest.mark.parametrize(
    ("changes", "code", "severity"),
    [
        ({"- answer >= 4": "- answer > 34"}, "stress_condition", "warning"),
        ({"- answer >= 4": "- answer > 34"}, "stress_acceptance", "error"),
        ({"span: n + 2*p - k": "span: n + 2*p - k + 0/(n % 5)"}, "stress_no_value", "warning"),
        (UNPROVEN, "stress_second_route", "error"),
        ({"value: floor((n + 2*p - k)/s) + 1, ja": "value: n + 2*p - k, ja"}, "stress_last_step", "error"),
        (SAME, "stress_mistakes_same", "warning"),
        ({"n: {from: 24, to: 64}": "n: {choices: [24, 25]}"}, "stress_constant_guess", "error"),
        ({"value: answer - 1,": "value: answer/0,"}, "", ""),
    ],
)
def test_what_is_wrong_over_many_seeds_is_told_in_words(
    folder: Path, write: Write, changes: dict[str, str], code: str, severity: str
) -> None:
    told = found(folder, write, changes, seeds=200)
    assert ((code, severity) in [(finding.code, finding.severity) for finding in told]) == bool(code)


@pytest.mark.parametrize(
    ("changes", "code", "said"),
    [
        ({"- answer >= 4": "- answer > 100"}, "stress_condition", "answer > 100"),
        ({"value: answer - 1,": "value: answer + 0,"}, "stress_mistake_right", "answer + 0"),
    ],
)
def test_where_no_draw_is_usable_the_condition_or_the_mistake_that_is_the_cause_is_named(
    folder: Path, write: Write, changes: dict[str, str], code: str, said: str
) -> None:
    few = {"n: {from: 24, to: 64}": "n: {from: 24, to: 32}"}
    told = found(folder, write, few | changes, seeds=20)
    assert said in " ".join(finding.words("en") for finding in told if finding.code == code)
    assert "stress_acceptance" in {finding.code for finding in told}
    assert "NoProblem" not in " ".join(finding.words("en") for finding in told)


def test_a_rule_of_the_gate_is_waived_with_a_reason(folder: Path, write: Write) -> None:
    changes = {"n: {from: 24, to: 64}": "n: {choices: [24, 25]}"}
    waiver = {"level: 3": "level: 3\nwaive: [{rule: stress_constant_guess, reason: few by nature}]"}
    codes = [finding.code for finding in found(folder, write, changes | waiver, seeds=200)]
    assert "stress_constant_guess" not in codes


def test_a_question_that_can_not_be_read_is_one_finding(folder: Path, write: Write) -> None:
    write("one", DRAWN, {"- answer >= 4": "- answer >= oops"})
    report = stress_question(load(folder).find("one"))
    assert (len(report.findings), report.sound) == (1, False)
    assert "oops" in report.findings[0].words("en")


def test_a_question_with_fixed_numbers_has_no_gate(folder: Path, write: Write) -> None:
    write("one", NUMERIC)
    with pytest.raises(ValueError, match="draws no numbers"):
        stress_question(load(folder).find("one"))


def ticks(step: float) -> Callable[[], float]:
    """A clock that goes on by `step` each time it is looked at."""
    return count(0.0, step).__next__


NUMBERS = MEAN.replace("where:\n  - abs(a - b) > 9\n", "").replace("abs(a - b)/2 + 0.25", "(a + b)/2 + abs(a - b)/4")
VECTORS = NUMBERS.replace("kind: number, decimals: 2", "kind: vector, decimals: 2").replace(
    "value: (a + b)/2, verify: a + (b - a)/2", "value: '[a, b]', verify: '[b + a - b, b]'"
)
for old, new in {"value: a,": "value: '[b, a]',", "value: b,": "value: '[b, b]',", "abs(a - b)/4": "1"}.items():
    assert old in VECTORS
    VECTORS = VECTORS.replace(old, new)
VECTORS = VECTORS.replace("value: (a + b)/2 + 1,", "value: '[a + 20, b]',").replace(
    "value: (a + b)/2,", "value: '[a, b]',"
)
SMALL = DRAWN.replace("from: 5, to: 7", "from: 0, to: 2").replace(
    "level: 3\n", "level: 3\nwaive: [{{rule: stress_rank, reason: another matter}}]\n"
)
FORMS = {
    "numbers": NUMBERS,
    "vectors": VECTORS,
    "listed": SMALL,
    "single": SMALL.replace("where:\n  - (n + 2*p - k) % s != 0\n  - answer >= 4\n", "where: 'answer >= 4'\n"),
    "full": SMALL.replace("  - answer >= 4\n", "".join(f"  - answer >= {least} - 20\n" for least in range(11))),
}


@pytest.mark.parametrize("form", FORMS)
def test_several_mistakes_that_are_also_right_are_mended_by_one_list_that_is_pasted_as_it_stands(
    folder: Path, write: Write, form: str
) -> None:
    source = FORMS[form].format(id="question")
    file = write("question")
    file.write_text(source, encoding="utf-8")
    findings = list(stress_question(load(folder).find("question")).findings)
    told = {finding.values["name"] for finding in findings if finding.code == "stress_mistake_right"}
    assert len(told) > 1
    file.write_text(pasted(source, findings), encoding="utf-8")
    catalog = load(folder)
    assert (catalog.faults, [fault for fault in lint(catalog) if fault.severity == "error"]) == ((), [])
    again = stress_question(catalog.find("question"))
    assert (again.sound, [found.code for found in again.findings if "mistake_right" in found.code]) == (True, [])


def test_no_condition_is_advised_for_a_mistake_that_is_always_right(folder: Path, write: Write) -> None:
    told = found(folder, write, {"value: answer - 1,": "value: answer + 0,"}, seeds=40)
    assert [finding.block for finding in told if finding.block] == []
    (always,) = (finding for finding in told if finding.code == "stress_mistake_right")
    assert "give it another value" in always.words("en")


def test_a_condition_that_would_be_too_long_for_a_file_is_not_advised(folder: Path, write: Write) -> None:
    conditions = "".join(f"  - answer >= {least} - 0.{'0' * 950}\n" for least in range(11))
    changes = {"from: 5, to: 7": "from: 0, to: 2", "  - answer >= 4\n": conditions}
    told = found(folder, write, changes, seeds=40)
    advised = [finding.words("en") for finding in told if finding.code == "stress_where"]
    assert [words.partition(" would be too long")[1] for words in advised] == [" would be too long"]


def test_a_condition_that_nothing_meets_is_given_up_with_what_was_drawn(folder: Path, write: Write) -> None:
    write("one", DRAWN, {"- answer >= 4": "- answer > 34"})
    report = stress_question(load(folder).find("one"), seconds=4_000, clock=ticks(1))
    told = {finding.code: finding for finding in report.findings}
    conditions = [found.words("en") for found in report.findings if found.code == "stress_condition"]
    assert report.sound is False
    assert int(str(told["stress_budget"].values["draws"])) > 100
    assert int(str(told["stress_budget"].values["held"])) < 300
    assert "given up after 4000 s" in told["stress_budget"].words("en")
    assert "no variant has been checked yet" in told["stress_budget"].words("en")
    assert any("answer > 34" in words for words in conditions)


def test_of_a_question_that_is_given_up_the_slow_expression_is_named(folder: Path, write: Write) -> None:
    write("one", DRAWN, {"span: n + 2*p - k": f"span: n + 2*p - k{' + floor(0.5)' * 40}"})
    report = stress_question(load(folder).find("one"), seconds=20_000, clock=ticks(1))
    told = {finding.code: finding.words("en") for finding in report.findings}
    assert list(told) == ["stress_budget", "stress_slowest"]
    assert "n + 2*p - k + floor(0.5)" in told["stress_slowest"]


def test_a_family_has_a_budget_too(folder: Path, write: Write) -> None:
    write("one", FAMILY)
    report = stress_question(load(folder).find("one"), seconds=100, clock=ticks(1))
    assert [finding.code for finding in report.findings] == ["stress_budget"]
    assert stress_question(load(folder).find("one"), seeds=20).sound


def test_whoever_asks_for_more_seeds_has_more_time(folder: Path, write: Write) -> None:
    write("one", NUMBERS)
    question = load(folder).find("one")
    assert stress_question(question, seeds=30, clock=ticks(0.01)).seeds == 30
    assert stress_question(question, seeds=330, clock=ticks(0.0004)).seeds == 330


def test_no_calculator_can_be_made_to_run_for_long() -> None:
    rows = [[float(i * j % 7) for j in range(8)] for i in range(8)]
    with pytest.raises(WrongArgument, match=r"long: .*7"):
        call("linear_algebra.determinant", [rows], {})
    with pytest.raises(WrongArgument, match=r"large: .*64.*16"):
        call("convolution.conv2d", [[rows], [[rows]]], {"padding": 64})


UNSEEN = {"n: {from: 24, to: 64}": "n: {from: 1, to: 64}", "from: 5, to: 7": "from: 0, to: 1"}
ANSWER = "'convolution.output_size(n, k, stride=s, padding=p)', verify: floor(span/s) + 1"
STEP = "value: floor((n + 2*p - k)/s) + 1, ja"
MEANT = "value: (a + b)/2, verify: a + (b - a)/2"
# What is changed, in which question → what is said of it in English.
PROVOKED: dict[str, tuple[str, dict[str, str], str]] = {
    "second route": (DRAWN, UNPROVEN, r"with n = 5\d, k = \d, s = \d, p = \d the answer is \d+ and verify is \d+$"),
    "second route nearly": (MEAN, {"(b - a)/2": "(b - a)/2.0001"}, r"the answer is 72 and verify is 71\.9994$"),
    "second route listed": (DRAWN, {"verify: floor(span/s) + 1": "verify: '[floor(span/s), 2]'"}, r"is \[\d+, 2\]$"),
    "no second route": (DRAWN, {"verify: floor(span/s) + 1": "verify: 1 + 0/(n % 5)"}, "second route, has no value"),
    "last step": (
        DRAWN,
        {STEP: "value: n + 2*p - k, ja"},
        r"last step, size, does not end .* the answer is \d+ and the",
    ),
    "two signs": (DRAWN, {STEP: "tex: '1 - -1 = {{answer}}', ja"}, r"side by side in the step size \(1 - -1 = \d+\)"),
    "unknown number": (DRAWN, {STEP: "tex: '{{oops}} = {{answer}}', ja"}, "nothing called {{oops}} is drawn"),
    "name taken": (DRAWN, {"  s: {from": "  max: {from: 1, to: 2}\n  s: {from"}, "max is a word or a function"),
    "argument": (
        DRAWN,
        {"stride=s, padding=p": "pad=p"},
        r"output_size\(size, kernel, stride=1, padding=0, dilation=1\)",
    ),
    "argument's kind": (DRAWN, {"output_size(n,": "output_size([n],"}, "size is a whole number"),
    "calculator": (
        DRAWN,
        UNSEEN,
        r"of the draws `convolution.* has no value \(convolution.output_size has no value: a ker",
    ),
    "too large": (
        MEAN,
        {MEANT: "value: a^4, verify: a*a*a*a"},
        r"too large to read \(with a = \d+, b = \d+ it is \d+\)",
    ),
    "shown as 0": (MEAN, {MEANT: "value: a/10^5, verify: a/10^4/10"}, r"it is 0\.000\d+, and answer has `decimals: 2`"),
    "many numbers": (
        TABLES,
        {"W: {shape: [2, 3]": "V: {shape: [8, 8], from: 1, to: 9}\n  W: {shape: [2, 3]"},
        "^73 num",
    ),
    "long numbers": (
        MEAN,
        {"a: {from: 11, to: 99}": "a: {from: 1000.0001, to: 1010, step: 0.001}"},
        "too long to copy",
    ),
    "decimals": (
        MEAN,
        {"a: {from: 11, to: 99}": "a: {from: 0.00001, to: 0.9, step: 0.00001}"},
        "^a in given has too many",
    ),
    "ties": (
        MEAN,
        {"decimals: 2": "decimals: 0"},
        r"^for \d+% of the usable numbers the answer ends in a 5 just behind the 0 decimals asked for",
    ),
    "ties by default": (
        MEAN,
        {"decimals: 2, ": "", "(a + b)/2, verify": "(a + b)/32, verify", "a + (b - a)/2}": "a/32 + b/32}"},
        r"^for \d+% of the usable numbers the answer ends in a 5 just behind 4 decimals",
    ),
    "no negative": (MEAN, {", values: positive": ""}, "`values: nonnegative` in answer|`values: nonnegative`"),
    "not such a value": (
        MEAN,
        {"values: positive": "values: probability"},
        "answer 72.00 is not as `values: probability` says",
    ),
    "formula of no value": (
        FORMULA,
        {"2*{{a}}*x + {{b}}\n": "sqrt({{b}} - x^2 - 9)\n"},
        "hardly a value in the ranges",
    ),
    "formula that is right": (
        FORMULA,
        {"'{{a}}*x^2 + {{b}}'": "'{{b}} + 2*{{a}}*x'"},
        r"judged right \(with a = \d, b = ",
    ),
    "formulas that are one": (
        FORMULA,
        {"mistakes:\n": "mistakes:\n  other: {value: 'x^2*{{a}} + {{b}}', ja: 次数。, en: Power.}\n"},
        "power_kept, .* is taken for the mistake other",
    ),
    "unknown family": (
        FAMILY,
        {"convolution.output_size": "convolution.outputsize"},
        r"no family convolution.outputsize \(similar: convolution.output_size,",
    ),
    "few variants": (
        DRAWN,
        {"to: 64}": "to: 400}", "- answer >= 4": "- n < 30"},
        r"^120 draws give only \d+ different var",
    ),
}
# Deriving a formula again and again takes long, and few draws tell the same.
FEW = {"formula of no value": 12}
# Words that are no English in a Japanese sentence: fields of the file, ids, expressions, and what is quoted as English.
FIELDS = (
    r"(quizapp|verify|where|given|value|values|tex|answer|decimals|step|choices|shape|waive|variables|nonnegative"
    r"|true|false)"
)


@pytest.mark.parametrize("name", PROVOKED)
def test_each_finding_is_said_in_both_languages_for_people_who_do_not_program(
    folder: Path, write: Write, name: str
) -> None:
    source, changes, said = PROVOKED[name]
    findings = found(folder, write, changes, source, seeds=FEW.get(name, 120))
    english = [finding.words("en") for finding in findings]
    assert [words for words in english if re.search(said, words)], english
    for finding in findings:
        for language in ("ja", "en"):
            words = finding.sentence(language)
            # No tuple, no type, no exception and no seed.
            assert not re.search(r",\)|Error\b|\bNone\b|\bTrue\b|Redraw|NoProblem|\bseeds?\b|: int\b|->", words), words
            assert not re.search(r"(?<![\d.])0%", words), words
        japanese = re.sub(r"「.*?」|（英文の説明: .*?）|\(.*?\)|（.*?）", "", finding.sentence("ja"))
        told = [word for word in re.findall(r"[A-Za-z]{3,}(?: [A-Za-z]{3,})+", japanese) if not re.search(FIELDS, word)]
        assert told == [], japanese


def test_a_share_is_never_called_none_or_all_where_it_is_not() -> None:
    def told(share: float) -> str:
        return Finding("stress_slowest", "warning", {"share": share, "text": "n"}).words("en").partition(" of")[0]

    assert [told(share) for share in (0.001, 0.126, 0.996, 1.0)] == ["under 1%", "13%", "over 99%", "100%"]


def test_a_family_that_fails_is_told_as_a_fault_of_the_program(folder: Path, write: Write) -> None:
    write("one", FAMILY)
    family_, question = find_family("convolution.output_size"), load(folder).find("one")
    gate = Report("convolution.output_size", 10, 10, (Failure(3, "second route", "(1,) is not (2,)"),), 1.0, 0.1, None)
    (finding,) = of_gate(family_, gate, question, set())
    assert "(1,)" not in finding.words("en")
    assert "quizapp calc stress convolution.output_size" in finding.words("en")
    assert "10% of the variants" in finding.words("en")


def test_numbers_that_are_rarely_found_and_faults_of_the_program_are_told_with_their_share(
    folder: Path, write: Write
) -> None:
    write("one", DRAWN)
    question = load(folder).find("one")
    failures = (Failure(3, "no exception", "NoProblem: one: no"), Failure(4, "no exception", "KeyError: 'x'"))
    failures += (Failure(5, "the same again", "the seed drew another problem the second time"),)
    gate = Report("one", 10, 10, failures, 0.5, 0.1, None)
    told = list(of_gate(drawn.family(question, "one", []), gate, question, set()))
    assert [finding.code for finding in told] == ["stress_undrawn", "stress_failed", "stress_rule"]
    assert [finding.values["share"] for finding in told] == [0.1, 0.1, 0.1]
    assert "200 draws gave no numbers" in told[0].words("en")


@pytest.mark.parametrize(
    ("seconds", "said"), [(1, "before anything was checked"), (100, "no variant has been checked")]
)
def test_how_far_it_came_is_told_as_it_is(folder: Path, write: Write, seconds: float, said: str) -> None:
    write("one", DRAWN)
    report = stress_question(load(folder).find("one"), seconds=seconds, clock=ticks(1))
    assert said in report.findings[0].words("en")
    # Shares of a handful of draws would say nothing.
    assert not [finding for finding in report.findings if finding.code == "stress_condition"]
