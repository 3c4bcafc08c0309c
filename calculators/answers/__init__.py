"""What a learner may type, how it is read, and how it is judged.

    from calculators.answers import Number, judge
    judge(Number(0.375), "3/8").outcome          # correct
    judge(Number(0.375), "1,5").fault.code       # ambiguous_comma: asked about, not guessed

`read` and `judge` never raise on any text and never run it: the text is cut into tokens, parsed by the grammar in
`answers/grammar.py` and evaluated by a walk over the tree. Pure Python, except that mpmath is imported when a formula
needs 30 digits, and NumPy when code is read.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from calculators.answers.blanks import BlanksVerdict, judge_blanks
    from calculators.answers.diagnosis import DIAGNOSES
    from calculators.answers.faults import CODES, Unreadable, UnusableKey
    from calculators.answers.judging import judge, judge_choices
    from calculators.answers.keys import Array, Code, Count, Expression, Key, Matrix, Number, Shape, Vector
    from calculators.answers.reading import Reading, evaluate, formula, read
    from calculators.answers.tree import Node, to_tex, to_text
    from calculators.answers.verdict import Fault, Outcome, Verdict
    from calculators.answers.writing import key_tex, value_tex, write, write_value

__all__ = [
    "CODES",
    "DIAGNOSES",
    "Array",
    "BlanksVerdict",
    "Code",
    "Count",
    "Expression",
    "Fault",
    "Key",
    "Matrix",
    "Node",
    "Number",
    "Outcome",
    "Reading",
    "Shape",
    "Unreadable",
    "UnusableKey",
    "Vector",
    "Verdict",
    "evaluate",
    "formula",
    "judge",
    "judge_blanks",
    "judge_choices",
    "key_tex",
    "read",
    "to_tex",
    "to_text",
    "value_tex",
    "write",
    "write_value",
]

# Loaded when first asked for: a screen that shows a verdict needs none of the reading.
_MODULES = {
    "blanks": ("BlanksVerdict", "judge_blanks"),
    "diagnosis": ("DIAGNOSES",),
    "faults": ("CODES", "Unreadable", "UnusableKey"),
    "judging": ("judge", "judge_choices"),
    "keys": ("Array", "Code", "Count", "Expression", "Key", "Matrix", "Number", "Shape", "Vector"),
    "reading": ("Reading", "evaluate", "formula", "read"),
    "tree": ("Node", "to_tex", "to_text"),
    "verdict": ("Fault", "Outcome", "Verdict"),
    "writing": ("key_tex", "value_tex", "write", "write_value"),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = found
    return found
