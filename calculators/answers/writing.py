"""A key, or the value that a mistake leads to, printed: as a learner would type it, and in LaTeX."""

from __future__ import annotations

import math
from collections.abc import Sequence

from calculators.answers.arithmetic import Real
from calculators.answers.decimals import in_decimals
from calculators.answers.faults import Unreadable, UnusableKey
from calculators.answers.judging import Plain, key_value
from calculators.answers.keys import Code, Expression, Key, Matrix, Number, Shape, Vector
from calculators.answers.reading import echo_shape, known_formula
from calculators.answers.tree import to_tex

# From here on the digits before the point are more than anybody types.
_LONG = 1e15
_EDGE = 1e-12


def write(key: Key) -> str:
    """The key as a learner would type it, rounded to the decimals that the stem asks for.

    `judge(key, write(key))` is correct for every key.
    """
    return write_value(key, key_value(key))


def write_value(key: Key, value: Plain) -> str:
    """A value of the key's kind (the one that a mistake leads to) printed as `write` prints the key."""
    if isinstance(key, Expression) or isinstance(value, str):
        return str(value)
    if isinstance(key, Shape):
        return echo_shape(_numbers(value))
    if isinstance(value, int | float):
        return _typed(key, value)
    if _is_flat(value):
        return f"[{', '.join(_typed(key, number) for number in _numbers(value))}]"
    return f"[{'; '.join(', '.join(_typed(key, number) for number in _numbers(row)) for row in value)}]"


def key_tex(key: Key) -> str:
    """The key in LaTeX, without dollar signs."""
    if isinstance(key, Expression) and key.tex:
        return key.tex
    return value_tex(key, key_value(key))


def value_tex(key: Key, value: Plain) -> str:
    """A value of the key's kind in LaTeX. Raises `UnusableKey` for a formula that cannot be read."""
    if isinstance(key, Code):
        return rf"\texttt{{{_tex_code(str(value))}}}"
    if isinstance(key, Expression) or isinstance(value, str):
        variables = tuple(key.variables) if isinstance(key, Expression) else ()
        try:
            return to_tex(known_formula(str(value), variables))
        except Unreadable as error:
            raise UnusableKey(f"{value!r}: {error}") from error
    if isinstance(key, Shape):
        sizes = _numbers(value)
        return r" \times ".join(_typed(key, size) for size in sizes) or "()"
    if isinstance(value, int | float):
        return _tex_number(_typed(key, value))
    rows = [value] if _is_flat(value) else list(value)
    lines = (" & ".join(_tex_number(_typed(key, number)) for number in _numbers(row)) for row in rows)
    return r"\begin{bmatrix} " + r" \\ ".join(lines) + r" \end{bmatrix}"


def _tex_code(text: str) -> str:
    """Code with the signs that LaTeX takes for its own written so that they stand for themselves."""
    escapes = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return "".join(escapes.get(sign, f"\\{sign}" if sign in "#$%&_{}" else sign) for sign in text)


def _is_flat(value: Sequence[object]) -> bool:
    return all(isinstance(part, int | float) for part in value)


def _numbers(value: object) -> list[Real]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [part for part in value if isinstance(part, int | float)]
    return [value] if isinstance(value, int | float) else []


def _typed(key: Key, value: Real) -> str:
    """One number with the key's decimals, and more where those would leave the tolerance."""
    if not isinstance(key, Number | Vector | Matrix) or (isinstance(value, int) and not key.padded):
        return _trimmed(repr(value) if isinstance(value, int) else repr(float(value)))
    if not math.isfinite(value):
        raise UnusableKey(f"not a finite number: {value!r}")
    if value and not 0.5 * 10.0**-key.decimals <= abs(value) < _LONG:
        candidates = (f"{value:.{digits}g}" for digits in range(6, 17))
    else:
        candidates = (in_decimals(value, decimals) for decimals in range(key.decimals, 16))
    # What lies at the edge, as a middle that was rounded, is right.
    allowed = key.tolerance(value) * (1 + _EDGE) + _EDGE * abs(value)
    text = next((text for text in candidates if abs(float(text) - value) <= allowed), repr(float(value)))
    return text if key.padded and "e" not in text else _trimmed(text)


def _trimmed(text: str) -> str:
    """The digits of a float without zeros at the end: `0.5`, `1.5e-7`."""
    mantissa, _, exponent = text.partition("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    if mantissa == "-0":
        mantissa = "0"
    return f"{mantissa}e{int(exponent)}" if exponent else mantissa


def _tex_number(text: str) -> str:
    mantissa, _, exponent = text.partition("e")
    return rf"{mantissa} \times 10^{{{exponent}}}" if exponent else mantissa
