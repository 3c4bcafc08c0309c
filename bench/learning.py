"""Simulated learners study for an exam: with this program's queue, in Anki's order, and at random.

    nice -n 10 python bench/learning.py [--learners N] [--days N] [--minutes N] [--carry X] [--seed N] [--json FILE]

Reported with 95 % intervals: the score on a fresh mock on the exam day, and the hours of study until the expected score
reaches the target. The learners (`bench/learners.py`) are drawn from laws and parameters that the program does not
assume. The structure of the bank (topics, sets, paces) and the exam's shares are the real ones. All arms get the same
learners, the same minutes on the same days, and the same costs of an answer; they differ only in what is asked next:

- quizapp: what `quizapp.study.daily` chooses, as in the program's own queue before an exam; then, where time is left,
  the rest of what is due.
- anki: FSRS-6, due first by day, then new ones in the order of the syllabus, at most 20 a day (Anki's defaults).
- anki, best deck: the same with a deck that leaves out what the exam does not ask about, shuffled.
- random: any question of the bank.

The same learners check the program's honesty: whether its 90 % intervals hold 90 % of the mocks, the Brier score of
"will reach the target" beside that of the base rate, and the calibration of the predicted recall.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.learners import Bank, Bools, Ints, Learners, Minds, draw_learners, read_bank
from quizapp import paths
from quizapp.bank.catalog import load
from quizapp.settings import Settings
from quizapp.study import pace, worth
from quizapp.study.daily import daily
from quizapp.study.forecast import ability, memory
from quizapp.study.forecast.calibration import Calibration, calibrate
from quizapp.study.forecast.memory import Floats
from quizapp.study.forecast.score import Forecast, Known, Score, forecast, grown
from quizapp.study.forecast.shares import topic_shares

RETENTION = 0.9
ANKI_NEW = 20
NEW_PER_DAY = Settings().new_per_day
CHECK_EVERY = 10
NINETY_FIVE = 1.96
ARMS = ("quizapp", "anki", "anki, best deck", "random")


@dataclass
class Cards:
    """What a program knows of its learners: FSRS-6 with the default weights, and the first answers to each item."""

    bank: Bank
    stability: Floats
    difficulty: Floats
    last: Ints
    due: Ints
    first_score: Floats
    first_guess: Floats
    first_covered: Floats
    first_day: Ints
    calibrations: list[Calibration]
    taken: Floats
    planned: Floats
    reviews: list[tuple[Ints, Floats, Bools, Bools]] = field(default_factory=list)
    repeats: list[tuple[Ints, Ints, Floats, Floats, Floats]] = field(default_factory=list)
    checked: int = 0
    said: list[Floats] = field(default_factory=list)
    raw: list[Floats] = field(default_factory=list)
    happened: list[Bools] = field(default_factory=list)

    @classmethod
    def fresh(cls, bank: Bank, learners: int) -> Cards:
        shape = (learners, len(bank.topic))
        never = np.full(shape, -1)
        zeros = np.zeros(shape)
        return cls(
            bank,
            np.ones(shape),
            np.full(shape, 5.0),
            never.copy(),
            never.copy(),
            zeros.copy(),
            zeros.copy(),
            zeros.copy(),
            never.copy(),
            [Calibration()] * learners,
            np.full(learners, pace.PRIOR_SECONDS),
            np.full(learners, pace.PRIOR_SECONDS),
        )

    @property
    def extent(self) -> Floats:
        """How much there is to know in each topic, as the program reckons."""
        return np.array([worth.extent(int(items)) for items in self.bank.items], dtype=np.float64)

    def recalls(self, day: int) -> Floats:
        """The recall that the program predicts, 0 for what was never answered."""
        found = memory.recall(self.stability, np.maximum(day - self.last, 0).astype(np.float64))
        return np.where(self.last >= 0, found, 0.0)

    def moved(self, who: Ints, what: Ints, day: int, correct: Bools, unsure: Bools, covered: Floats) -> None:
        """An answer recorded and rated as the program rates it, with the learning steps of the same day."""
        last, stability, difficulty = self.last[who, what], self.stability[who, what], self.difficulty[who, what]
        seen, elapsed = last >= 0, np.maximum(day - last, 0).astype(np.float64)
        rating = np.where(correct, np.where(unsure, memory.HARD, memory.GOOD), memory.AGAIN)
        known = memory.recall(stability, elapsed)
        later_day = seen & (elapsed >= 1)
        self.reviews.append((who[later_day], known[later_day], correct[later_day], self.bank.chosen[what][later_day]))
        passed = memory.after_recall(stability, difficulty, known, rating)
        moved = np.where(correct, passed, memory.after_lapse(stability, difficulty, known))
        moved = np.where(elapsed < 1, memory.same_day(stability, rating), moved)
        moved = np.where(seen, moved, memory.first_stability(rating))
        step = ~correct | ~seen
        self.stability[who, what] = np.where(step, memory.same_day(moved, memory.GOOD), moved)
        self.difficulty[who, what] = np.where(
            seen, memory.next_difficulty(difficulty, rating), memory.first_difficulty(rating)
        )
        self.last[who, what] = day
        self.due[who, what] = day + memory.interval(self.stability[who, what], RETENTION).astype(np.intp)
        new_who, new_what = who[~seen], what[~seen]
        score = correct * np.where(unsure, ability.UNSURE, 1.0)
        self.first_score[new_who, new_what] = score[~seen]
        self.first_guess[new_who, new_what] = np.where(self.bank.chosen[new_what], ability.CHOICE_GUESS, 0.0)
        self.first_covered[new_who, new_what] = covered[new_who, self.bank.topic[new_what]]
        self.first_day[new_who, new_what] = day
        # With fresh numbers a repeat is evidence as well.
        again = later_day & self.bank.drawn[what]
        here = who[again], what[again]
        self.repeats.append((*here, score[again], known[again], covered[here[0], self.bank.topic[here[1]]]))

    def timed(self, who: Ints, what: Ints, seconds: Floats) -> None:
        """How long answers took."""
        self.taken[who] += seconds
        self.planned[who] += self.bank.pace[what]

    def speeds(self) -> Floats:
        """Each learner's time against the questions' own, as the program reckons."""
        return np.clip(self.taken / self.planned, pace.QUICKEST, pace.SLOWEST)

    def covered(self, day: int) -> Floats:
        """The predicted recall of each topic's items together, by its extent."""
        recalls, bank = self.recalls(day), self.bank
        found = np.zeros((len(recalls), len(bank.codes)))
        for topic in range(len(bank.codes)):
            if (bank.topic == topic).any():
                found[:, topic] = recalls[:, bank.topic == topic].sum(axis=1)
        return found / self.extent

    def calibrated(self) -> None:
        """Each learner's predicted recall put right by the reviews so far; how well the last one did is kept."""
        who, known, correct, chosen = (np.concatenate(values) for values in zip(*self.reviews, strict=True))
        guess = np.where(chosen, ability.CHOICE_GUESS, 0.0)
        fresh = np.arange(len(who)) >= self.checked
        for learner, found in enumerate(self.calibrations):
            mine = who == learner
            later = mine & fresh
            self.said.append(ability.right(found.known(known[later]), guess[later]))
            self.raw.append(known[later])
            self.happened.append(correct[later])
            if mine.any():
                newest = np.flatnonzero(mine)[-1000:]
                self.calibrations[learner] = calibrate(known[newest], correct[newest].astype(float), guess[newest])
        self.checked = len(who)

    def forecast(self, learner: int, day: int) -> Forecast:
        """What the program expects of an exam on a day, from this learner's first answers and cards."""
        bank = self.bank
        rows = np.flatnonzero(self.first_day[learner] >= 0)
        topic = bank.topic[rows]
        recalls = self.calibrations[learner].known(self._recalls_of(learner, day))
        covered = np.bincount(bank.topic, recalls, len(bank.codes)) / self.extent
        then = self.first_covered[learner, rows]
        again, score, known, then_again = self._repeats_of(learner)
        answered = np.concatenate([rows, again])
        guess = np.where(bank.chosen[again], ability.CHOICE_GUESS, 0.0)
        harder = ability.LEVEL_STEP * (bank.level[answered] - ability.MIDDLE_LEVEL)
        grew = grown(np.concatenate([then, then_again])) - grown(covered[bank.topic[answered]])
        evidence = ability.Evidence(
            bank.topic[answered],
            grew - harder,
            np.concatenate([self.first_guess[learner, rows], ability.from_memory(known, guess)]),
            np.concatenate([self.first_score[learner, rows], score]),
            np.concatenate([np.ones(len(rows)), np.full(len(again), ability.REPEAT_WEIGHT)]),
        )
        levels = ability.fit(bank.field, evidence)
        counts = np.maximum(np.bincount(topic, minlength=len(bank.codes)), 1)
        covered_then = np.bincount(topic, then, len(bank.codes)) / counts
        return forecast(levels, Known(self.extent, bank.topic, recalls, covered_then))

    def _repeats_of(self, learner: int) -> tuple[Ints, Floats, Floats, Floats]:
        """This learner's repeats with fresh numbers: items, scores, the recall predicted, what was known by then."""
        who, what, score, known, then = (np.concatenate(values) for values in zip(*self.repeats, strict=True))
        mine = np.flatnonzero(who == learner)[-2000:]
        return what[mine], score[mine], self.calibrations[learner].known(known[mine]), then[mine]

    def _recalls_of(self, learner: int, day: int) -> Floats:
        elapsed = np.maximum(day - self.last[learner], 0).astype(np.float64)
        return np.where(self.last[learner] >= 0, memory.recall(self.stability[learner], elapsed), 0.0)


@dataclass
class Result:
    """What came of one arm: scores on the mock, hours until the target, and what the program had said."""

    mock: Floats
    hours: Floats
    reached: Bools
    total_hours: Floats
    answers: Floats
    curve: list[float]
    claims: list[tuple[float, float, float, float, float, float]]
    recall_error: float
    raw_recall_error: float
    reviews: int


def study(arm: str, people: Learners, days: int, minutes: float, target: float, seed: int, check: bool) -> Result:
    """One arm: every learner studies day by day; then a mock."""
    bank, count = people.bank, people.count
    minds, cards = Minds.fresh(people), Cards.fresh(bank, count)
    noise, paper = np.random.default_rng((seed, 1)), np.random.default_rng((seed, 2))
    chooser = Chooser(arm, cards, days, np.random.default_rng((seed, 3)))
    spent, answers = np.zeros(count), np.zeros(count)
    score = minds.expected(0)
    hours = np.where(score >= target, 0.0, np.nan)
    curve = [float(score.mean())]
    claims = []
    for day in range(days):
        minds.wake(day)
        if day % 7 == 0 and day:
            cards.calibrated()
        before, at_start = score, spent.copy()
        here = np.flatnonzero(~people.missed[:, day])
        left = np.full(count, minutes * 60.0)
        covered = cards.covered(day)
        queue = chooser.queue(day, here, minutes * 60.0)
        for slot in range(queue.shape[1]):
            who = here[(left[here] > 0) & (queue[here, slot] >= 0)]
            if not len(who):
                break
            what = queue[who, slot]
            new = cards.last[who, what] < 0
            correct, unsure = minds.answer(who, what, day, noise)
            cards.moved(who, what, day, correct, unsure, covered)
            steps = np.where(new, np.where(correct, 1, 2), np.where(correct, 0, 1)) * (arm != "random")
            reading = 0.3 + 0.3 * ~correct
            answering = bank.pace[what] * people.speed[who] * noise.lognormal(0, 0.3, len(who))
            cards.timed(who, what, answering)
            takes = np.minimum(answering * (1 + reading + 0.4 * steps), left[who])
            left[who] -= takes
            spent[who] += takes
            answers[who] += 1
        score = minds.expected(day + 1)
        now = np.isnan(hours) & (score >= target)
        part = np.clip((target - before) / np.maximum(score - before, 1e-9), 0, 1)
        hours = np.where(now, (at_start + part * (spent - at_start)) / 3600, hours)
        curve.append(float(score.mean()))
        if check and (day + 1) % CHECK_EVERY == 0:
            marks, _ = minds.mock(day + 1, 100, paper)
            for learner in range(count):
                said: Score = cards.forecast(learner, day + 1).score(bank.share)
                claims.append((day + 1, said.mean, said.low, said.high, said.chance(target), marks[learner]))
    mock, _ = minds.mock(days, 100, np.random.default_rng((seed, 4)))
    cards.calibrated()
    said, raw, happened = (np.concatenate(values) for values in (cards.said, cards.raw, cards.happened))
    errors = calibration(said, happened), calibration(raw, happened)
    return Result(mock, hours, ~np.isnan(hours), spent / 3600, answers, curve, claims, *errors, len(said))


class Chooser:
    """What an arm asks on a day."""

    def __init__(self, arm: str, cards: Cards, days: int, rng: np.random.Generator) -> None:
        self.arm, self.cards, self.days, self.rng = arm, cards, days, rng
        # A deck is in the syllabus's order, the parts of a set together; the best deck is shuffled by sets.
        places = self.rng.permutation(len(cards.bank.topic)) if arm == "anki, best deck" else np.arange(10**4)
        self.place = places[cards.bank.group] + np.arange(len(cards.bank.topic)) / 1e5

    def queue(self, day: int, here: Ints, seconds: float) -> Ints:
        """Items in the order of asking, −1 after the last, one row for each learner."""
        cards, bank = self.cards, self.cards.bank
        if self.arm == "random":
            return self.rng.permuted(np.tile(np.arange(len(bank.topic)), (len(cards.stability), 1)), axis=1)[:, :200]
        if self.arm == "quizapp":
            return self._by_worth(day, here, seconds)
        due = (cards.last >= 0) & (cards.due <= day)
        new = cards.last < 0
        if self.arm == "anki, best deck":
            new &= (bank.share > 0)[bank.topic]
        order = np.where(due, cards.due + self.rng.random(cards.due.shape), np.where(new, 1e6 + self.place, 1e9))
        rows = np.argsort(order, axis=1)
        sorted_new = np.take_along_axis(new, rows, 1)
        kept = np.take_along_axis(due, rows, 1) | (sorted_new & (np.cumsum(sorted_new, axis=1) <= ANKI_NEW))
        return np.where(kept, rows, -1)

    def _by_worth(self, day: int, here: Ints, seconds: float) -> Ints:
        cards, bank, left = self.cards, self.cards.bank, self.days - day
        covered = np.minimum(cards.covered(self.days), 1.0)
        elapsed = (day - cards.last).astype(np.float64)
        gains = worth.review_gain(cards.stability, np.maximum(elapsed, 0.0), left, cards.difficulty)
        speeds = cards.speeds()
        costs = worth.review_seconds(bank.pace * speeds[:, None], cards.stability, np.maximum(elapsed, 0.0))
        gain_of_new = worth.new_gain(worth.UNKNOWN_ABILITY, left)
        rows = np.full((len(cards.stability), 200), -1)
        for learner in here:
            stands = {
                code: worth.TopicStand(share, int(items), covered=known)
                for code, share, items, known in zip(bank.codes, bank.share, bank.items, covered[learner], strict=True)
            }
            due = np.flatnonzero((cards.last[learner] >= 0) & (cards.due[learner] <= day))
            reviews = [
                worth.Candidate((int(item),), bank.codes[bank.topic[item]], gains[learner, item], costs[learner, item])
                for item in due
            ]
            groups: dict[int, list[int]] = {}
            for item in np.flatnonzero(cards.last[learner] < 0):
                groups.setdefault(bank.group[item], []).append(int(item))
            news = [
                worth.Candidate(
                    tuple(items),
                    bank.codes[bank.topic[items[0]]],
                    len(items) * gain_of_new,
                    worth.new_seconds(float(bank.pace[items].sum()) * speeds[learner]),
                    len(items),
                )
                for items in groups.values()
            ]
            asked = daily(worth.ranked(reviews, stands), worth.ranked(news, stands), seconds, NEW_PER_DAY, stands)
            chosen = [item for found in (*asked.reviews, *asked.new, *asked.later) for item in found.key][:200]
            rows[learner, : len(chosen)] = chosen
        return rows


def calibration(predicted: Floats, happened: Bools) -> float:
    """The expected calibration error: over ten equal groups by prediction, |mean predicted − share right|."""
    order = np.argsort(predicted, kind="stable")
    groups = np.array_split(order, 10)
    error = sum(len(group) * abs(predicted[group].mean() - happened[group].mean()) for group in groups if len(group))
    return float(error / max(len(predicted), 1))


def interval(values: Floats) -> tuple[float, float, float]:
    """Mean and its 95 % interval."""
    half = NINETY_FIVE * values.std(ddof=1) / np.sqrt(len(values))
    return float(values.mean()), float(values.mean() - half), float(values.mean() + half)


def compare(results: dict[str, Result], seed: int) -> dict[str, Any]:
    """Hours of the program against each other arm: learners who reach the target in neither count as the time they
    had; those who were there at the start count in none. Intervals by bootstrap over learners.
    """
    ours = results["quizapp"]
    rng = np.random.default_rng((seed, 9))
    found = {}
    for name, other in results.items():
        if name == "quizapp":
            continue
        there = np.minimum(np.nan_to_num(ours.hours, nan=1.0), np.nan_to_num(other.hours, nan=1.0)) > 0
        mine = np.where(ours.reached, ours.hours, ours.total_hours)[there]
        theirs = np.where(other.reached, other.hours, other.total_hours)[there]
        draws = rng.integers(0, len(mine), (4000, len(mine)))
        ratios = 1 - mine[draws].mean(axis=1) / theirs[draws].mean(axis=1)
        found[name] = {
            "learners": int(there.sum()),
            "fewer_hours": float(1 - mine.mean() / theirs.mean()),
            "interval": [float(bound) for bound in np.quantile(ratios, (0.025, 0.975))],
            "score_gain": interval(ours.mock - other.mock),
        }
    return found


def honesty(result: Result, target: float) -> dict[str, float]:
    """How often the mocks fall into the 90 % interval, and how good the probability to reach the target was."""
    claims = np.array(result.claims)
    _, mean, low, high, chance, mark = claims.T
    passed = mark >= target
    base = passed.mean()
    return {
        "claims": len(claims),
        "coverage": float(((low <= mark) & (mark <= high)).mean()),
        "width": float((high - low).mean()),
        "bias": float((mean - mark).mean()),
        "error": float(np.sqrt(((mean - mark) ** 2).mean())),
        "brier": float(((chance - passed) ** 2).mean()),
        "brier_base_rate": float(base * (1 - base)),
        "base_rate": float(base),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=200)
    parser.add_argument("--days", type=int, default=90)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--target", type=float, default=65, help="score to reach, in percent")
    parser.add_argument(
        "--carry", type=float, default=1.0, help="what is learned carries over this many times as well (0.5: half)"
    )
    parser.add_argument("--seed", type=int, default=20270219)
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--arm", choices=ARMS, action="append", help="only this arm (may be repeated)")
    chosen = parser.parse_args()
    catalog = load(paths.questions_folder())
    bank = read_bank(catalog, topic_shares(catalog))
    people = draw_learners(bank, chosen.learners, chosen.days, np.random.default_rng(chosen.seed))
    # The program can't learn from practice how well it carries over: how much hangs on that can be looked at.
    people.transfer = np.minimum(people.transfer * chosen.carry, 1.0)
    people.gain = people.gain * chosen.carry
    target = chosen.target / 100
    print(f"{chosen.learners} learners, {chosen.days} days, {chosen.minutes:g} minutes a day, {len(bank.topic)} items")
    print(
        f"{'':16} {'mock on the exam day':24} {'reach ' + format(target, '.0%'):>9}"
        f" {'hours until then':>24} {'answers':>8}"
    )
    results = {}
    for arm in chosen.arm or ARMS:
        began = time.perf_counter()
        result = results[arm] = study(arm, people, chosen.days, chosen.minutes, target, chosen.seed, arm == "quizapp")
        score, low, high = interval(result.mock)
        until = np.where(result.reached, result.hours, result.total_hours)
        hours, least, most = interval(until[until > 0])
        print(
            f"{arm:16} {score:6.1%}  ({low:.1%} to {high:.1%})  {result.reached.mean():8.0%}"
            f" {hours:10.1f} ({least:.1f} to {most:.1f}) {result.answers.mean():8.0f}"
            f"   [{time.perf_counter() - began:.0f} s]",
            flush=True,
        )
        print("   by day:", " ".join(f"{value:.1%}" for value in result.curve[:: max(chosen.days // 9, 1)]))
    report: dict[str, Any] = {"options": vars(chosen) | {"json": str(chosen.json)}}
    report["arms"] = {
        name: {
            "mock": interval(result.mock),
            "reached": float(result.reached.mean()),
            "hours": interval(np.where(result.reached, result.hours, result.total_hours)),
            "curve": result.curve,
            "recall_error": result.recall_error,
        }
        for name, result in results.items()
    }
    if "quizapp" in results:
        report["against"] = compare(results, chosen.seed)
        for name, line in report["against"].items():
            low, high = line["interval"]
            gain, least, most = line["score_gain"]
            print(
                f"against {name}: {line['fewer_hours']:.1%} fewer hours ({low:.1%} to {high:.1%}),"
                f" {gain * 100:+.1f} points ({least * 100:+.1f} to {most * 100:+.1f})"
            )
        report["honesty"] = honesty(results["quizapp"], target)
        report["honesty"]["recall_error"] = results["quizapp"].recall_error
        report["honesty"]["recall_error_uncalibrated"] = results["quizapp"].raw_recall_error
        for name, value in report["honesty"].items():
            print(f"  {name:16} {value:.4g}")
    if chosen.json:
        chosen.json.write_text(json.dumps(report, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
