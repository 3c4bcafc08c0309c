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
        "unfinished_exponent",
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
        "ambiguous_percent",
        "repeated_percent",
        "ambiguous_minus",
        "ambiguous_product",
        "inverse_function",
        "needs_brackets",
        # what the question shows itself
        "already_given",
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
        "wrong_length",
        "wrong_rank",
        # choices
        "nothing_chosen",
        # units
        "unknown_unit",
        "unit_place",
        # code that cannot be read
        "code_sign",
        "code_power",
        "code_syntax",
        "code_statement",
        "code_construct",
        "code_text",
        "code_chained",
        "code_name",
        "code_module",
        "code_function",
        "code_attribute",
        "code_uncalled",
        "code_not_called",
        "code_random",
        "code_keyword",
        "code_arguments",
        "code_type",
        "code_boolean",
        "code_condition",
        "code_too_large",
        "code_unsupported",
        # code that stops with an error
        "code_not_real",
        "code_shapes",
        "code_inner_sizes",
        "code_scalar_product",
        "code_join",
        "code_split",
        "code_reshape",
        "code_axis",
        "code_axes",
        "code_index",
        "code_index_kind",
        "code_ragged",
        "code_not_array",
        "code_not_several",
        "code_not_whole",
        "code_not_scalar",
        "code_not_mask",
        "code_mask_arithmetic",
        "code_not_square",
        "code_needs_axes",
        "code_argument",
        "code_negative_size",
        "code_negative_power",
        "code_empty_array",
        "code_division",
        "code_axis_twice",
        "code_squeeze",
        "code_singular",
        "code_norm",
        "code_needs_matrix",
        "code_ranks",
        "code_error",
        # code with other values than the right one
        "code_wrong_shape",
        "code_wrong_kind",
        "code_wrong_value",
        "code_wrong_scalar",
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
