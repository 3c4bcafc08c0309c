"""Material as it is shown: blanks keep the columns of a listing, and what can't be drawn is never asked."""

from pathlib import Path

import pytest

from calculators.problems import NoProblem
from quizapp.bank.catalog import load
from quizapp.bank.lint import lint
from quizapp.bank.material import with_marks_in_columns
from quizapp.bank.unaskable import why_unaskable
from quizapp.bank.variants import draw
from quizapp.text.plot import Curve, draw_plot
from quizapp.text.spans import Span, line_width
from tests.bank.conftest import Write
from tests.bank.test_sets import SET

CODE = """\
x = [[a]]   # one
y = f([[a]], [[b]])      # two
z = g(x)    # three
return [[b]]"""
BOX = "│ [[a]]   │ → │ b │"


def columns(text: str, sign: str) -> set[int]:
    """The cells before a sign, in each line that has it."""
    return {line_width((Span(line.partition(sign)[0]),)) for line in text.split("\n") if sign in line}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_stands_behind_a_blank_keeps_its_column_where_there_is_room(
    folder: Path, write: Write, language: str
) -> None:
    write("one", SET)
    question = load(folder).find("one")
    shown = with_marks_in_columns(question, CODE, language)
    assert columns(shown, "# one") == columns(CODE, "# one") == columns(shown, "# three")
    assert columns(shown, "# two") == columns(CODE, "# two")
    assert with_marks_in_columns(question, BOX, language).endswith("│ → │ b │")
    assert columns(with_marks_in_columns(question, BOX, language), " → │ b") == columns(BOX, " → │ b")
    assert shown.endswith("return （い）" if language == "ja" else "return ⟦b⟧")


def test_code_behind_a_blank_is_not_moved_apart(folder: Path, write: Write) -> None:
    write("one", SET)
    question = load(folder).find("one")
    assert with_marks_in_columns(question, "y = [[a]] + b  # c", "en") == "y = ⟦a⟧ + b    # c"
    assert with_marks_in_columns(question, "y = [[a]] + b # c", "en") == "y = ⟦a⟧ + b   # c"
    # There is no room for a wider one.
    assert with_marks_in_columns(question, "y = [[a]] + b # c", "ja") == "y = （あ） + b # c"
    assert with_marks_in_columns(question, "  [[c]]  [[nothing]]", "en") == "  ⟦c⟧    [[nothing]]"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("y: [0.9, 0.5, 0.4]", "y: [0.9, 0.5]", "ragged_series"),
        ("[pool|x, 14]", "[pool|x]", "ragged_table"),
        ("[pool|x, 14]", "[pool|x, 14, 15]", "ragged_table"),
        ("y: [0.9, 0.5, 0.4]", "y: [0.9, -1.0e+300, 0.4]", "plot_value"),
        ("x: [1, 2, 3]", "x: [1, 2, 1.0e-320]", "plot_value"),
    ],
)
def test_material_that_can_not_be_drawn_is_told_and_never_asked(
    folder: Path, write: Write, old: str, new: str, code: str
) -> None:
    write("one", SET, {old: new})
    catalog = load(folder)
    (told,) = lint(catalog)
    assert told.code == code
    for part in "abc":
        with pytest.raises(NoProblem) as found:
            draw(catalog.find("one"), 1, part=part)
        for language in ("ja", "en"):
            assert why_unaskable(found.value, language) == told.words(language)


def test_a_plot_of_values_beyond_any_axis_is_refused_by_name() -> None:
    for x, y in (([0, 1], [1, -1e300]), ([0, -1e300], [1, 2]), ([0, 1e-320], [1, 2])):
        with pytest.raises(ValueError, match=r"train: a value from 1e-100 to 1e\+15"):
            draw_plot("line", [Curve("train", x, y)], "x", "y")
    assert draw_plot("line", [Curve("train", [0, -1e15, 1e-100], [1e15, 0, -1e15])], "x", "y")
