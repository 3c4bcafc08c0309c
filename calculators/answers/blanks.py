"""A listing with several blanks, each with a key of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from calculators.answers.judging import judge
from calculators.answers.keys import Code
from calculators.answers.verdict import Outcome, Verdict


@dataclass(frozen=True, slots=True)
class BlanksVerdict:
    """The judgement of a listing with several blanks.

    `blanks`: a verdict for each, by its name. `score`: the share of right blanks. `outcome` is invalid if any blank
    could not be read (it costs nothing, and can be corrected), else correct, partial or wrong.
    """

    blanks: Mapping[str, Verdict]
    outcome: Outcome
    score: float


def judge_blanks(
    keys: Mapping[str, Code],
    texts: Mapping[str, str],
    mistakes: Mapping[str, Mapping[str, str]] | None = None,
) -> BlanksVerdict:
    """Judge the blanks of a listing by their names, each by its own key. A blank without a text is empty (invalid).

    Raises ValueError for a text whose blank is not among the keys, or without any key.
    """
    if not keys or not set(texts) <= set(keys):
        raise ValueError(f"blanks {sorted(texts)} do not fit {sorted(keys)}")
    named = mistakes or {}
    blanks = {name: judge(key, texts.get(name, ""), named.get(name)) for name, key in keys.items()}
    outcomes = [verdict.outcome for verdict in blanks.values()]
    right = outcomes.count(Outcome.CORRECT)
    if Outcome.INVALID in outcomes:
        outcome = Outcome.INVALID
    elif right == len(outcomes):
        outcome = Outcome.CORRECT
    else:
        outcome = Outcome.PARTIAL if right else Outcome.WRONG
    return BlanksVerdict(blanks, outcome, 0.0 if outcome is Outcome.INVALID else right / len(outcomes))
