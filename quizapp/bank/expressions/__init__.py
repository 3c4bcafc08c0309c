"""Expressions of question files: what is drawn, required, computed and proven, without a line of program.

    tree = parse("convolution.output_size(n, k, stride=s)")
    value_of(tree, {"n": 28, "k": 3, "s": 2})        # 13

Both raise `Unusable`, whose fault says at which characters and why. `registered()` lists the calculators that may be
called, `BUILT_IN` the functions that are always there.
"""

from quizapp.bank.expressions.evaluation import CONSTANTS, Value, condition, same, value_of
from quizapp.bank.expressions.faults import ExpressionFault, Unusable, unusable
from quizapp.bank.expressions.functions import BUILT_IN
from quizapp.bank.expressions.grammar import WORDS, parse
from quizapp.bank.expressions.registry import Calculator, is_registered, registered
from quizapp.bank.expressions.tree import Node, children

__all__ = [
    "BUILT_IN",
    "CONSTANTS",
    "WORDS",
    "Calculator",
    "ExpressionFault",
    "Node",
    "Unusable",
    "Value",
    "children",
    "condition",
    "is_registered",
    "parse",
    "registered",
    "same",
    "unusable",
    "value_of",
]
