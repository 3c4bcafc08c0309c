"""What an error of NumPy itself means, as one of our own faults where its words are known, else in NumPy's words."""

from __future__ import annotations

import re

from calculators.answers.code.limits import Stopped

# What the words of an error hold → the fault's code.
_KNOWN = (
    ("repeated axis", "code_axis_twice"),
    ("duplicate value in", "code_axis_twice"),
    ("to squeeze", "code_squeeze"),
    ("singular matrix", "code_singular"),
    ("norm order", "code_norm"),
    ("number of dimensions to norm", "code_norm"),
    ("at least two dimensions", "code_needs_matrix"),
    (">= 2-d", "code_needs_matrix"),
    ("1- or 2-d", "code_needs_matrix"),
    ("number of samples", "code_negative_size"),
    ("order must be non-negative", "code_negative_size"),
    ("not supported for the input types", "code_not_mask"),
    ("same number of dimensions", "code_ranks"),
    ("too deep for desired array", "code_ranks"),
)
_SHAPE = re.compile(r"\([0-9, ]*\)")


def reason_of(error: Exception, shape: str) -> Stopped:
    """The stop for a ValueError or TypeError of a NumPy function whose first argument has this shape."""
    words = "".join(sign for sign in str(error).split("\n")[0] if sign.isprintable())
    for part, code in _KNOWN:
        if part in words.lower():
            return Stopped(code, got=shape)
    if "broadcast" in words and _SHAPE.search(words):
        return Stopped("code_shapes", shapes=", ".join(_SHAPE.findall(words)))
    if words.startswith("einstein sum subscripts"):
        return Stopped("code_argument", what="subscripts", got="->")
    return Stopped("code_error", reason=words[:120])
