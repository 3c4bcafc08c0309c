"""Why a question can't be asked, in words for people: what the exceptions of drawing say is for programmers."""

from __future__ import annotations

from calculators.answers import UnusableKey
from calculators.problems import NoProblem, UnknownFamily
from calculators.problems.problem import MOST_ATTEMPTS
from quizapp.bank.drawn import Misdrawn, Unjudgeable
from quizapp.bank.expressions import ExpressionFault
from quizapp.bank.families import near_families
from quizapp.bank.faults import answer_reason, one_line
from quizapp.bank.material import Unshowable
from quizapp.bank.placeholders import UnknownNumber
from quizapp.text.messages import message


def expression_reason(language: str, fault: ExpressionFault) -> str:
    """What is wrong with an expression, in a language."""
    values = {name: one_line(part) if isinstance(part, str) else part for name, part in fault.values.items()}
    if "argument" in values:
        values["reason"] = message(language, f"bank.argument_{values['argument']}", **values)
    return message(language, f"bank.{values.get('said', f'expression_{fault.code}')}", **values)


def why_unaskable(error: NoProblem | UnknownFamily | UnusableKey, language: str) -> str:
    """The reason why no variant could be drawn."""
    if isinstance(error, Misdrawn):
        return f"{'.'.join(map(str, error.path))}: {expression_reason(language, error.fault)}"
    if isinstance(error, UnknownNumber):
        return message(language, "bank.unknown_placeholder", name=one_line(str(error.args[0])))
    if isinstance(error, Unjudgeable):
        return message(language, "bank.unusable_key", reason=answer_reason(language, error.found.values))
    if isinstance(error, UnusableKey):
        return message(language, "bank.unusable_key", reason=one_line(str(error)))
    if isinstance(error, UnknownFamily):
        name = str(error.args[0])
        return message(language, "bank.unknown_family", family=one_line(name), near=near_families(name))
    if isinstance(error, Unshowable):
        return message(language, f"bank.{error.found.code}")
    return message(language, "bank.undrawn_numbers", attempts=MOST_ATTEMPTS)
