"""How much is typed in the tables of these tests."""

from __future__ import annotations

from tests.answers import (
    test_arrays,
    test_code,
    test_code_refused,
    test_diagnosis,
    test_expressions,
    test_judging,
    test_numbers,
    test_units,
)


def _typed(module: object) -> set[str]:
    """The typed texts of a module's tables: of each row the first text."""
    tables = [value for name, value in vars(module).items() if name.isupper() and isinstance(value, list)]
    rows = [row for table in tables for row in table if isinstance(row, tuple)]
    return {next(cell for cell in row if isinstance(cell, str)) for row in rows if any(isinstance(c, str) for c in row)}


def test_at_least_six_hundred_different_answers_of_all_kinds_are_typed_and_150_of_code() -> None:
    values = [test_numbers, test_arrays, test_expressions, test_judging, test_diagnosis, test_units]
    code = {text for _, text in (*test_code.RIGHT, *test_code.WRONG)} | {
        text for text, _, _ in test_code_refused.REFUSED
    }
    assert len(code) >= 600
    assert len(set().union(*map(_typed, values))) >= 400
