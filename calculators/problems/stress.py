"""The gate: what a family must hold on many seeds before its questions are asked.

For each seed: it draws without an exception and again the same; what is shown is plain, and printed as it is used; the
answer is finite and readable; a second route comes to it; the last step ends in it; typed, it is judged correct; a
learner who rounds on the way is not rejected; every mistake is told apart from it and traced to its own name; nonsense
is invalid, not wrong. Over all seeds: enough different variants, no answer that is right too often, no search for
acceptable numbers that mostly fails, no mistake that some variants lack; asked with four choices, all of them are such
values as the answer can have, and the key's rank among them tells nothing, nor does the length in which it is printed.
What can't be held against every family, and is better known than hidden, is told in the report's notes.
"""

from __future__ import annotations

import json
import math
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from calculators.answers import write
from calculators.answers.keys import Count, Expression, Key, Matrix, Number, Vector
from calculators.problems.choices import REFLECTED, WRONG_CHOICES, lengths, smaller_choices, wrong_choices
from calculators.problems.problem import Family, Problem, Value, cells, draw_counted
from calculators.problems.problem import tolerance as tolerance_of
from calculators.problems.rules import CAREFUL, faults, value_faults
from calculators.problems.slips import parse_slip

LEAST_DISTINCT = 200
LEAST_ACCEPTANCE = 0.05
MOST_GUESSED = 0.05
# On fewer seeds a share above the limit may be chance: there it fails only where that is this unlikely.
SEEDS_THAT_SETTLE = 1000
UNLIKELY = 0.001
# Below this the most frequent answer's share says little about the family.
LEAST_SEEDS_FOR_GUESSES = 100
# χ² with 3 degrees of freedom exceeds this once in a thousand times where every rank is as likely.
MOST_CHI_SQUARED = 16.266
LEAST_RANKS = 100
# Right by the length of what is printed: more than this fails, more than that is told.
MOST_BY_LENGTH, MUCH_BY_LENGTH = 0.55, 0.45


class Failure(NamedTuple):
    """A rule that did not hold: at one seed, or (`seed` is None) over all of them."""

    seed: int | None
    rule: str
    detail: str


@dataclass(frozen=True, slots=True)
class Report:
    """What the gate found about one family.

    `distinct`: different variants among the `seeds` first seeds. `acceptance`: share of the drawn numbers that made a
    problem. `seconds`: time spent drawing. `rejected_careful`: share of careful learners judged wrong, who round every
    intermediate result to the decimals that the stem asks for; None where the family gives no `solve`. `rank`: asked
    with four choices, how often none, one, two or all of the wrong ones were smaller than the key. `longest`,
    `shortest`: the share in which it is right to choose the longest, or the shortest, of the four as they are printed
    (of several as long, one at random); a quarter by chance. `slips` and `reflected`: the shares of wrong choices that
    are no mistake of the family but a general slip, which has words of its own, or a mistake reflected in the key,
    which has none. `notes`: what doesn't fail the gate and should be known.
    """

    family: str
    seeds: int
    distinct: int
    failures: tuple[Failure, ...]
    acceptance: float
    seconds: float
    rejected_careful: float | None
    rank: tuple[int, ...] = (0, 0, 0, 0)
    slips: float = 0.0
    reflected: float = 0.0
    notes: tuple[str, ...] = ()
    longest: float = 0.25
    shortest: float = 0.25


def stress(
    found: Family,
    seeds: int,
    clock: Callable[[], float] = time.perf_counter,
    step: Callable[[], None] = lambda: None,
) -> Report:
    """Draw the seeds 0..seeds-1 from a family and hold every rule against them.

    `step` is called before each seed: to show how far it is, or to stop by an exception.
    """
    failures: list[Failure] = []
    problems: list[Problem] = []
    offered: list[tuple[Problem, Mapping[str, Value]]] = []
    attempts = 0
    seconds = 0.0
    for seed in range(seeds):
        step()
        begun = clock()
        try:
            problem, tried = draw_counted(found, seed)
        except Exception as error:
            failures.append(Failure(seed, "no exception", f"{type(error).__name__}: {error}"))
            continue
        seconds += clock() - begun
        attempts += tried
        problems.append(problem)
        try:
            offered.append((problem, _choices(found, problem, seed)))
            failures += [Failure(seed, rule, detail) for rule, detail in faults(found, seed, problem)]
            failures += [Failure(seed, rule, detail) for rule, detail in value_faults(found, *offered[-1])]
        except Exception as error:
            failures.append(Failure(seed, "no exception", f"{type(error).__name__}: {error}"))
    distinct = len({json.dumps(dict(problem.given), sort_keys=True, default=repr) for problem in problems})
    acceptance = len(problems) / attempts if attempts else 0.0
    failures += [Failure(None, rule, detail) for rule, detail in _overall(found, problems, seeds, distinct, acceptance)]
    simulated = sum(problem.solve is not None for problem in problems)
    rejected = len({failure.seed for failure in failures if failure.rule == CAREFUL}) / simulated if simulated else None
    rank = _ranks(offered)
    wrong = [name for _, choices in offered for name in choices]
    slips = sum(parse_slip(name) is not None for name in wrong) / max(len(wrong), 1)
    reflected = sum(name.startswith(REFLECTED) for name in wrong) / max(len(wrong), 1)
    notes = list(_notes(problems, offered, simulated > 0))
    longest, shortest = _by_length(offered)
    for name, share in (("longest", longest), ("shortest", shortest)):
        told = f"to choose the {name} of four is right in {share:.0%}"
        if share > MOST_BY_LENGTH and len(offered) >= LEAST_RANKS and not found.guessable:
            failures.append(Failure(None, "length", told))
        elif share > MUCH_BY_LENGTH and len(offered) >= LEAST_RANKS:
            notes.append(told)
    for note in _uneven(rank):
        if found.guessable or not _is_ordered(problems):
            notes.append(note)
        else:
            failures.append(Failure(None, "rank", note))
    return Report(
        found.name,
        seeds,
        distinct,
        tuple(failures),
        acceptance,
        seconds,
        rejected,
        rank,
        slips,
        reflected,
        tuple(notes),
        longest,
        shortest,
    )


def _choices(found: Family, problem: Problem, seed: int) -> dict[str, Value]:
    formulas = [step.tex for step in problem.steps]
    return wrong_choices(problem.answer, problem.mistakes, found.name, seed, found.values, formulas)


def _is_ordered(problems: Sequence[Problem]) -> bool:
    """Whether answers have an order of size: by the first number in which two differ.

    Lists whose length is itself part of the answer name things (the boxes that are kept, the labels of a path), and
    among names no place is the largest.
    """
    return len({len(cells(problem.answer)) for problem in problems}) == 1


def _ranks(offered: Sequence[tuple[Problem, Mapping[str, Value]]]) -> tuple[int, ...]:
    """How often the key stood at each rank among four choices; nothing for formulas, which have no order."""
    ordered = [(problem.answer, wrong) for problem, wrong in offered if wrong and cells(problem.answer)]
    counted = Counter(smaller_choices(key, wrong) for key, wrong in ordered)
    return tuple(counted[smaller] for smaller in range(WRONG_CHOICES + 1))


def _by_length(offered: Sequence[tuple[Problem, Mapping[str, Value]]]) -> tuple[float, float]:
    """How often the longest of four choices, and the shortest, is the key; a quarter where there are none."""
    right, asked = [0.0, 0.0], 0
    for problem, wrong in offered:
        if not wrong:
            continue
        asked += 1
        signs = lengths(problem.answer, wrong)
        for at, extreme in enumerate((max(signs), min(signs))):
            right[at] += (signs[0] == extreme) / signs.count(extreme)
    return (right[0] / asked, right[1] / asked) if asked else (0.25, 0.25)


def _uneven(rank: Sequence[int]) -> Iterator[str]:
    """Ranks that are not equally likely: whoever always chooses the largest would do better than chance."""
    total = sum(rank)
    if total < LEAST_RANKS:
        return
    expected = total / len(rank)
    chi_squared = sum((count - expected) ** 2 / expected for count in rank)
    if chi_squared > MOST_CHI_SQUARED:
        yield f"the key's rank among four choices is {list(rank)}: χ² {chi_squared:.1f}"


def _notes(
    problems: Sequence[Problem], offered: Sequence[tuple[Problem, Mapping[str, Value]]], simulated: bool
) -> Iterator[str]:
    typed = sum(not wrong for _, wrong in offered)
    if typed:
        yield f"{typed} of {len(offered)} variants have no {WRONG_CHOICES} mistakes for four choices"
    rounded = sum(_is_rounded(problem.answer) for problem in problems)
    if rounded and not simulated:
        yield f"no solution by hand, though the answer is rounded in {rounded} of {len(problems)} variants"


def _is_rounded(key: Key) -> bool:
    """Whether the answer has more decimals than it is asked for, so that a learner rounds."""
    return isinstance(key, Number | Vector | Matrix) and any(
        abs(value - round(value, key.decimals)) > 1e-9 for value in cells(key)
    )


def _overall(
    found: Family, problems: Sequence[Problem], seeds: int, distinct: int, acceptance: float
) -> Iterator[tuple[str, str]]:
    least = min(LEAST_DISTINCT, seeds // 2)
    if found.domain is not None:
        # So many are met on average where each is as likely; four of five of them, since some are rarer.
        met = found.domain * -math.expm1(-seeds / found.domain) if found.domain else 0.0
        least = min(least, int(0.8 * met))
        if distinct > found.domain:
            yield "domain", f"{distinct} different variants, where {found.domain} are said to be all"
    if distinct < least:
        yield "distinct variants", f"{distinct} of {seeds}, not {least}"
    if acceptance < LEAST_ACCEPTANCE:
        yield "acceptance", f"{acceptance:.1%} of the draws"
    if problems and not found.guessable and len(problems) >= LEAST_SEEDS_FOR_GUESSES:
        count, guess = _best_guess([problem.answer for problem in problems])
        if count > _most_right(len(problems)):
            yield "constant guess", f"{guess} is right in {count / len(problems):.1%} of the draws"
    yield from (("every mistake", detail) for detail in _lost(found, problems))
    if found.values is None and _is_never_negative(problems):
        yield "values", "no answer is negative: say what values it can have (`values=` of the family)"


def _lost(found: Family, problems: Sequence[Problem]) -> Iterator[str]:
    """Mistakes that some variants lack without a reason: whoever makes them there is told nothing, or another cause.

    Formulas are drawn of several kinds, each with mistakes of its own.
    """
    numeric = [problem for problem in problems if not isinstance(problem.answer, Expression)]
    for name, count in sorted(Counter(name for problem in numeric for name in problem.mistakes).items()):
        if count < len(numeric) and name not in found.sometimes:
            yield f"{name} is missing in {len(numeric) - count} of {len(numeric)} variants"


def _is_never_negative(problems: Sequence[Problem]) -> bool:
    """Whether answers of real numbers are all 0 or more, which a choice below 0 would not be."""
    real = [problem.answer for problem in problems if isinstance(problem.answer, Number | Vector | Matrix)]
    return len(real) >= LEAST_SEEDS_FOR_GUESSES and min(number for key in real for number in cells(key)) >= 0


def _most_right(seeds: int) -> int:
    """How many of the seeds one constant answer may meet at most.

    `MOST_GUESSED` of them where they settle it; on fewer the number that an answer which is right just so often exceeds
    at most once in a thousand times (the upper tail of the binomial distribution).
    """
    if seeds >= SEEDS_THAT_SETTLE:
        return int(MOST_GUESSED * seeds)
    tail, count = 0.0, seeds + 1
    while tail <= UNLIKELY:
        count -= 1
        tail += math.comb(seeds, count) * MOST_GUESSED**count * (1 - MOST_GUESSED) ** (seeds - count)
    return count


def _best_guess(keys: Sequence[Key]) -> tuple[int, str]:
    """How many of the keys one constant answer meets at best, and that answer.

    For a single number: the point covered by most of the keys' tolerances, by a sweep over their ends. Otherwise the
    most frequent printed answer.
    """
    if all(isinstance(key, Number | Count) for key in keys):
        ends: list[tuple[float, int]] = []
        for key in keys:
            value = cells(key)[0]
            allowed = tolerance_of(key, value)
            ends += [(value - allowed, -1), (value + allowed, 1)]
        most = covered = 0
        guess = 0.0
        for place, change in sorted(ends):
            covered -= change
            if covered > most:
                most, guess = covered, place
        return most, f"{guess:g}"
    text, count = Counter(write(key) for key in keys).most_common(1)[0]
    return count, text
