"""The faults that reading and judging can report, by code, and the exception that carries one."""

from __future__ import annotations

import unicodedata

from calculators.answers.verdict import Fault

# Every code a `Fault` can have. Each has its sentences under `answers.<code>` in the message catalogs.
CODES = frozenset(
    {
        # the text as a whole
        "empty",
        "too_long",
        "too_complex",
        # signs and digits
        "control_character",
        "unknown_sign",
        "foreign_digit",
        "digit_separator",
        "extra_point",
        "not_finite",
        # what stands where it cannot be read
        "unexpected_sign",
        "missing_operand",
        "missing_operator",
        "unclosed_bracket",
        "unopened_bracket",
        "unclosed_bar",
        "equals_sign",
        "one_value_expected",
        # names and functions
        "unknown_name",
        "unknown_variable",
        "function_alone",
        "argument_count",
        # what could be read in two ways
        "ambiguous_comma",
        "ambiguous_division",
        "ambiguous_product",
        "inverse_function",
        "needs_brackets",
        # values
        "division_by_zero",
        "undefined",
        "too_large",
        "too_small",
        # arrays
        "missing_cell",
        "mixed_separators",
        "ragged_rows",
        "deep_array",
        "wrong_shape",
        "wrong_rank",
        # choices
        "nothing_chosen",
    }
)


class Unreadable(ValueError):
    """A text that cannot be read as an answer or an expression, or has no value. `fault` says why and where."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"{fault.code} at {fault.start}")
        self.fault = fault


class UnusableKey(ValueError):
    """A key or the value of a mistake that nothing can be judged against: the author's error, not the learner's."""


def unreadable(code: str, start: int, end: int, **values: str | int | float) -> Unreadable:
    """An `Unreadable` with a fault of this code and place."""
    return Unreadable(Fault(code, start, end, values))


def shown(sign: str) -> str:
    """A typed sign as it may stand in a message: itself where that is safe to print and visible, else `U+001B`."""
    if sign.isprintable() and not sign.isspace() and unicodedata.category(sign)[0] != "M":
        return sign
    return f"U+{ord(sign):04X}"


def shortened(text: str, most: int = 20) -> str:
    """A typed word as it may stand in a message."""
    return text if len(text) <= most else text[: most - 1] + "…"
