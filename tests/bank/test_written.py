"""What is not written yet is told as that, and words that point to a choice by a letter that nobody sees."""

from pathlib import Path

import pytest

from quizapp.bank.catalog import load
from quizapp.bank.faults import BankFault
from quizapp.bank.lint import lint
from quizapp.bank.schema import Kind
from quizapp.bank.templates import template
from tests.bank.conftest import NUMERIC, SINGLE, Write
from tests.bank.test_sets import ORDER, SET


def of_template(folder: Path, kind: Kind, languages: str) -> list[BankFault]:
    text = template(kind, "one", "3.4.1", "パディング", languages, "en")  # type: ignore[arg-type]
    (folder / "convolution" / "one.yaml").write_text(text, encoding="utf-8")
    catalog = load(folder)
    assert catalog.faults == ()
    return [fault for fault in lint(catalog) if fault.severity == "error"]


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(("languages", "missing"), [("ja", "the English"), ("en", "the Japanese")])
def test_a_language_that_is_not_written_yet_is_one_error_in_words(
    folder: Path, kind: Kind, languages: str, missing: str
) -> None:
    found = of_template(folder, kind, languages)
    told = [fault.words("en") for fault in found if fault.code == "unwritten"]
    assert len(told) == 1
    assert told[0].startswith(f"{missing} is not written yet (")
    assert {fault.code for fault in found} <= {"unwritten", "template_text"}


@pytest.mark.parametrize("kind", list(Kind))
def test_an_untouched_template_is_told_of_its_explanation_and_its_reference(folder: Path, kind: Kind) -> None:
    (fault,) = of_template(folder, kind, "both")
    assert fault.code == "template_text"
    first = "Author 2024, Title, section 1.1" if kind is Kind.SET else "理由を書く。"
    assert fault.words("en").endswith(
        f"still as in the template ({first!r}): write over {'it' if kind is Kind.SET else 'them'}"
    )


def test_dots_beside_numbers_blanks_and_words_of_material_are_seen_too(folder: Path, write: Write) -> None:
    write("one", SET, {"en: epoch": "en: '…'", "en: layer}": "en: '…'}", "en: 'What is [[a]]?'": "en: '[[a]]…'"})
    (fault,) = lint(load(folder))
    assert fault.words("ja") == "英語がまだ書かれていません（3 か所）"
    write("one", NUMERIC, {"en: Divide.": "en: 'Divide, then …'"})
    assert lint(load(folder)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("en: The opposite.", "en: 'The opposite: a is called stride.'"),
        ("en: The opposite.", "en: Only a and c are smaller."),
        ("en: The opposite.", "en: See option B."),
        ("en: The opposite.", "en: The first choice is better."),
        ("en: It is divided by the stride.", "en: 'It is divided, so c describes nothing.'"),
        ("ja: 逆である。", "ja: 逆で、a は歩幅である。"),
        ("ja: 逆である。", "ja: aが正しい。"),
        ("ja: 逆である。", "ja: 選択肢 A の逆である。"),
        ("ja: 逆である。", "ja: 選択肢 2 の逆である。"),
        ("ja: ストライドで割る。", "ja: 最初の選択肢のように割る。"),
    ],
)
def test_words_that_point_to_a_choice_by_letter_or_place_are_a_warning(
    folder: Path, write: Write, old: str, new: str
) -> None:
    write("one", SINGLE, {old: new})
    (fault,) = lint(load(folder))
    assert (fault.code, fault.severity) == ("choice_by_letter", "warning")


@pytest.mark.parametrize(
    "changes",
    [
        # An article, a formula, code, a word of its own.
        {"en: The opposite.": "en: 'As a stride is, a padding is, and so is `a` or $b$ is.'"},
        {"ja: 逆である。": "ja: $a$ は小さい。`b` は大きい。3 つの選択肢がある。"},
        # A variable that the question has.
        {
            "en: The opposite.": "en: The bias b is added.",
            "en: Which makes the output": "en: With a bias b, which makes it",
        },
        {"ja: 逆である。": "ja: b は足される。", "ja: 出力を小さくする": "ja: b を足した出力を小さくする"},
        # Choices in their own order.
        {"en: The opposite.": "en: See option B.", "choices:": "fixed_order: true\nchoices:"},
        # No choice of this id.
        {"en: The opposite.": "en: There d is larger."},
    ],
)
def test_letters_that_name_something_else_are_left_alone(folder: Path, write: Write, changes: dict[str, str]) -> None:
    write("one", SINGLE, changes)
    assert [fault for fault in lint(load(folder)) if fault.code == "choice_by_letter"] == []


def test_items_to_be_put_in_order_are_not_pointed_to_by_their_ids_either(folder: Path, write: Write) -> None:
    order = ORDER.replace("id: first", "id: a").replace("id: second", "id: b")
    write("one", order, {"ja: 順。": "ja: a が先である。"})
    assert [fault.code for fault in lint(load(folder))] == ["choice_by_letter"]
