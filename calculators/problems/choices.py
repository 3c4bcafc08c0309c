"""Four choices made from a problem's mistakes, among which the key's place in order of size tells nothing.

Most mistakes go one way: whoever forgets the bias always counts too few. With the key among three of its mistakes, to
choose the largest would then be right without any knowledge. So the place of the key is drawn first (how many of the
wrong choices are smaller), then mistakes that fit it. Where those of one side run out, a general slip takes their place
(`slips.py`: a wrong sign, half or twice the value, swapped cells), which has words of its own; and only where there is
none, a mistake of the other side, reflected in the key (`reflections.py`). Nothing is offered that no answer
can be (`values.py`).

Nor may likeness give the key away: where each mistake changes one cell of a list, the key is the row that has most in
common with the others, and where each doubles or halves the key, it is the number between them. Nor may the length in
which it is printed: a mistake often leaves out a term, or a root that makes the decimals. So the key's place in order
of length is drawn too. Among some sets of choices that is taken in which the key stands out least and is nearest to
that place; two mistakes made together, beside each of them alone, make all four alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import combinations, islice

from calculators.answers import value_tex
from calculators.answers.keys import Code, Expression, Key
from calculators.answers.writing import key_tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Value, cells, flatten, near, tolerance
from calculators.problems.reflections import decimals_of, has_decimals, reflections
from calculators.problems.slips import general_slips, is_told, parse_slip
from calculators.problems.values import Values, impossible, usual_values

WRONG_CHOICES = 3
# A question with fewer mistakes of its own is only asked typed.
LEAST_MISTAKES = 2
# The id of a reflected mistake; no word of the question file is about it.
REFLECTED = "reflected_"
AGAIN = "again_"
# The slips that say most about a problem come first; the others fit nearly every number.
_ANYWHERE = ("sign", "factor_two", "reciprocal")
_LARGEST = 1e6
# Slips by which a number is seen to be related to another: with two of them, the one in the middle would be the key.
_RELATED = ("sign", "factor_two", "off_by_one", "complement")
_MOVED = ("reordered", "reversed", "axes_swapped", "transposed")
# How many mistakes of its own a question may have in each set of choices that is tried: rather those than fillers.
_TURNS = (3, 3, 3, 3, 3, 2, 2, 2, 1, 1)
# Sets of mistakes that are tried for a formula, which has no fillers.
_MOST_SETS = 84
_RATIOS = (-1.0, 2.0, 0.5)


def wrong_choices(
    key: Key,
    mistakes: Mapping[str, Value],
    name: str,
    seed: int,
    values: Values | None = None,
    formulas: Sequence[str] = (),
) -> dict[str, Value]:
    """Three wrong choices beside `key`, drawn by (name, seed): id → value. Empty where there are not three.

    The id is the mistake's name, `slip:` and the slip (`slips.parse_slip`), or `REFLECTED` and the name of the mistake
    that was reflected. `values`: what such answers can be; without it, what they seem to be. `formulas`: the worked
    steps in LaTeX, which tell what slips there are. All print differently, and no filler is within twice the tolerance
    of the key, of a mistake or of another choice.
    """
    names = Draw(name, seed).stream("offered").sample(sorted(mistakes), len(mistakes))
    length = Draw(name, seed).stream("length").randrange(WRONG_CHOICES + 1)
    if isinstance(key, Expression | Code):
        texts = {mistake: _in_one_way(key, str(mistakes[mistake])) for mistake in names}
        sets = islice(combinations(names, WRONG_CHOICES), _MOST_SETS)
        offers = [_first_printed(key, {mistake: texts[mistake] for mistake in chosen}) for chosen in sets]
        whole = [offered for offered in offers if len(offered) == WRONG_CHOICES]
        return min(whole, key=lambda offered: _misplaced(key, offered, length), default=None) or {}
    if len(names) < LEAST_MISTAKES:
        return {}
    offer = _Offer(key, mistakes, names, values, formulas, Draw(name, seed))
    # Of four seeds in a row each has another place, so that the places are even on any number of seeds.
    places = Draw(name, seed // (WRONG_CHOICES + 1)).stream("place").sample(range(WRONG_CHOICES + 1), WRONG_CHOICES + 1)
    place = places[seed % (WRONG_CHOICES + 1)]
    for smaller in sorted(places, key=lambda other: abs(other - place)):
        best: dict[str, Value] = {}
        least: tuple[float, float] = (math.inf, math.inf)
        for turn, own in enumerate(_TURNS):
            found = offer.at_place(smaller, turn, own)
            if len(found) == WRONG_CHOICES:
                telling = (max(stands_out(key, found), 0), _misplaced(key, found, length))
                best, least = (found, telling) if telling < least else (best, least)
            if max(least) == 0:
                break
        if best:
            return best
    return {}


def smaller_choices(key: Key, offered: Mapping[str, Value]) -> int:
    """How many of the wrong choices are smaller than the key: the key's rank among the four, from 0."""
    return sum(_is_smaller(key, flatten(value)) for value in offered.values())


def lengths(key: Key, offered: Mapping[str, Value]) -> list[int]:
    """In how many signs of LaTeX the key and each of the wrong choices is printed, the key first."""
    return [len(shown_key(key)), *(len(value_tex(key, value)) for value in offered.values())]


def shown_key(key: Key) -> str:
    """The key in LaTeX as it is offered among wrong choices: a formula in the very form that those have."""
    return value_tex(key, _in_one_way(key, key.text)) if isinstance(key, Expression) else key_tex(key)


def _in_one_way(key: Expression | Code, text: str) -> str:
    """A formula as SymPy orders it, so that the look of four formulas does not tell which is the key."""
    return _ordered(text, tuple(key.variables)) if isinstance(key, Expression) else text


@lru_cache(maxsize=1024)
def _ordered(text: str, variables: tuple[str, ...]) -> str:
    from calculators import symbolic
    from calculators.answers import Unreadable

    try:
        return symbolic.to_text(symbolic.from_text(text, variables))
    except (Unreadable, TypeError):  # a function that SymPy's trees have no name for here
        return text


def _misplaced(key: Key, offered: Mapping[str, Value], place: int) -> int:
    """By how many places the key is off the wanted one in order of length, from 0 for the shortest."""
    own, *others = lengths(key, offered)
    shorter, as_long = sum(other < own for other in others), sum(other == own for other in others)
    return max(shorter - place, place - shorter - as_long, 0)


def stands_out(key: Key, offered: Mapping[str, Value]) -> int:
    """By how much more the key has in common with the wrong choices than the one of them that has most.

    Lists have cells in common, numbers their size but for a sign or a factor of 2.
    """
    rows = [cells(key), *(flatten(value) for value in offered.values())]
    alike = _related if max(map(len, rows)) == 1 else _same_cells
    shared = [sum(alike(row, other) for at, other in enumerate(rows) if at != own) for own, row in enumerate(rows)]
    return shared[0] - max(shared[1:])


def _same_cells(one: Sequence[float], other: Sequence[float]) -> int:
    return sum(a == b for a, b in zip(one, other, strict=False))


def _related(one: Sequence[float], other: Sequence[float]) -> int:
    return int(
        any(math.isclose(ratio * a, b, rel_tol=1e-3) for a, b in zip(one, other, strict=False) for ratio in _RATIOS)
    )


class _Offer:
    """What may be offered beside one key."""

    def __init__(
        self,
        key: Key,
        mistakes: Mapping[str, Value],
        names: Sequence[str],
        values: Values | None,
        formulas: Sequence[str],
        draw: Draw,
    ) -> None:
        self.key = key
        self.mistakes = mistakes
        self.draw = draw
        numbers = [flatten(value) for value in mistakes.values()]
        self.values = values if values is not None else usual_values(key, numbers)
        self.names = [name for name in names if not impossible(self.values, key, mistakes[name])]
        self.largest = max(_LARGEST, *map(abs, cells(key)))
        self.decimals = decimals_of([*cells(key), *(number for row in numbers for number in row)])
        self.slips = [
            (choice, value)
            for choice, value in general_slips(key, mistakes, formulas)
            # Where each cell names another thing, nobody puts them in another order.
            if self._plain(value) and not (self.values.cells and self._code(choice) in _MOVED)
        ]
        draw.stream("slips").shuffle(self.slips)
        self.slips.sort(key=lambda slip: self._code(slip[0]) in _ANYWHERE)

    def at_place(self, smaller: int, turn: int, own: int) -> dict[str, Value]:
        """Wrong choices of which `smaller` are smaller than the key; fewer than three where there are not so many.

        Each `turn` takes the mistakes in another order; from the second on, two made together count as one. `own`: the
        most mistakes among the choices.
        """
        pool = {name: self.mistakes[name] for name in self.names}
        if turn:
            pool |= dict(self.pairs)
            order = [*pool]
            self.draw.stream(f"turn{turn}").shuffle(order)
            pool = {name: pool[name] for name in order}
        sides: dict[bool, list[str]] = {True: [], False: []}
        for name, value in pool.items():
            sides[_is_smaller(self.key, flatten(value))].append(name)
        wanted = {True: smaller, False: WRONG_CHOICES - smaller}
        kept = [name for side in sides for name in sides[side][: wanted[side]]]
        found = _first_printed(self.key, {name: value for name, value in pool.items() if name in kept}, own)
        for side in (True, False):
            have = sum(_is_smaller(self.key, flatten(value)) is side for value in found.values())
            lacking = wanted[side] - have
            left_over = [name for name in sides[not side][wanted[not side] :] if name in self.mistakes]
            for fillers in (
                self._slips_on(side, turn),
                self._reflections_on(side, left_over, REFLECTED),
                # In a narrow interval, rather the reflection of a mistake that is offered than a telling rank.
                self._reflections_on(side, self.names, REFLECTED + AGAIN),
            ):
                lacking -= self._add(found, fillers, lacking)
        return _first_printed(self.key, found)

    @cached_property
    def pairs(self) -> list[tuple[str, Value]]:
        """Two mistakes in different cells made together, where the checker tells them."""
        both = [(choice, value) for choice, value in self.slips if self._code(choice) == "two_mistakes"]
        return [(choice, value) for choice, value in both if is_told(choice, self.key, value, self.mistakes)]

    def _add(self, found: dict[str, Value], fillers: Iterator[tuple[str, Value]], lacking: int) -> int:
        """Put up to `lacking` fillers to what was found, no two of one kind; how many."""
        added = 0
        while added < lacking:
            seen = {self._code(choice) for choice in found}
            for choice, value in fillers:
                code = self._code(choice)
                if code in seen or (code in _RELATED and not seen.isdisjoint(_RELATED)):
                    continue
                if not _is_apart(self.key, value, [*found.values()]):
                    continue
                if parse_slip(choice) is None or is_told(choice, self.key, value, self.mistakes):
                    found[choice] = value
                    added += 1
                    break
            else:
                break
        return added

    def _slips_on(self, side: bool, turn: int) -> Iterator[tuple[str, Value]]:
        slips = [(choice, value) for choice, value in self.slips if _is_smaller(self.key, flatten(value)) is side]
        if turn:
            self.draw.stream(f"slips{turn}").shuffle(slips)
        return iter(slips)

    def _reflections_on(self, side: bool, names: Sequence[str], mark: str) -> Iterator[tuple[str, Value]]:
        for name in names:
            for value in reflections(self.key, self.mistakes[name], self.decimals, self.values):
                if (
                    _is_smaller(self.key, flatten(value)) is side
                    and not impossible(self.values, self.key, value)
                    and _is_apart(self.key, value, [*self.mistakes.values()])
                ):
                    yield mark + name, value

    def _plain(self, value: Value) -> bool:
        """Whether a slip's value is possible, readable, and apart from the key and all mistakes."""
        numbers = flatten(value)
        if any(not abs(number) <= self.largest for number in numbers):
            return False
        if self.decimals is not None and not all(has_decimals(number, self.decimals) for number in numbers):
            return False
        return not impossible(self.values, self.key, value) and _is_apart(self.key, value, [*self.mistakes.values()])

    def _code(self, choice: str) -> str:
        """The kind of a choice, of which one is enough: its slip, or its own id."""
        told = parse_slip(choice)
        return told[0] if told else choice


def _first_printed(key: Key, values: Mapping[str, Value], most: int = WRONG_CHOICES) -> dict[str, Value]:
    """The first three, or `most`, that print differently from the key and from one another."""
    printed = {shown_key(key)}
    found: dict[str, Value] = {}
    for name, value in values.items():
        text = value_tex(key, value)
        if text not in printed and len(found) < most:
            printed.add(text)
            found[name] = value
    return found


def _is_smaller(key: Key, value: Sequence[float]) -> bool:
    """Whether the first number in which a value can be told from the key's is smaller; else whether it is shorter."""
    for right, wrong in zip(cells(key), value, strict=False):
        if abs(right - wrong) > 2 * max(tolerance(key, right), tolerance(key, wrong)):
            return wrong < right
    return len(value) < len(cells(key))


def _is_apart(key: Key, value: Value, others: Sequence[Value]) -> bool:
    numbers = flatten(value)
    seen = [cells(key), *(flatten(other) for other in others)]
    return not any(len(other) == len(numbers) and near(key, numbers, other) for other in seen)
