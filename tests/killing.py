"""Kills the program at random moments of a sitting and looks at what is left.

    python -m tests.killing --rounds 200 --seed 1

A child process runs a sitting and prints a line for each verdict, after `answer` has returned: at that moment a
learner would see it. The parent kills it (SIGKILL) at a random moment, opens the database and checks that every
answer whose line arrived is there, once; that at most one more is there (committed, but killed before its line); and
that the sitting goes on where it was, with the same numbers for the item that was showing. The same sitting is then
carried on by the next child, until it is finished. Every second sitting asks a set alone.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

BANK = Path(__file__).parent / "study" / "bank"
ROOT = Path(__file__).parent.parent
EVENING = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)


class Lost(AssertionError):
    """An answer whose verdict was shown is missing or doubled, or the sitting does not go on where it was."""


@dataclass
class Report:
    """What the rounds did. `shown`: verdicts whose line arrived, over all sittings. `in_sets`: how often a sitting was
    stopped between two parts of a set.
    """

    rounds: int = 0
    killed: int = 0
    shown: int = 0
    sittings: int = 0
    resumed: int = 0
    finished: int = 0
    in_sets: int = 0
    current: list[dict[str, Any]] = field(default_factory=list)


def run(rounds: int, seed: int, folder: Path) -> Report:
    """Play `rounds` children, each killed after a random number of lines and a random short time. Raises `Lost`."""
    stream, report = random.Random(seed), Report()
    database = folder / "progress.sqlite"
    sitting_id = 0
    while report.rounds < rounds:
        report.rounds += 1
        if not sitting_id:
            report.sittings += 1
            report.current = []
        arrived, killed = _play(database, sitting_id, stream, set_only=report.sittings % 2 == 1)
        report.killed += killed
        for line in arrived:
            sitting_id = line["sitting"]
            if line["event"] == "verdict":
                report.shown += 1
                report.current.append(line)
        if sitting_id:
            finished, in_set = _look(database, sitting_id, report.current, arrived)
            report.in_sets += in_set
            report.resumed += not finished
            report.finished += finished
            sitting_id = 0 if finished else sitting_id
    return report


def _play(
    database: Path, sitting_id: int, stream: random.Random, *, set_only: bool
) -> tuple[list[dict[str, Any]], bool]:
    """One child's lines, and whether it was killed (False where it came to its end first)."""
    command = [sys.executable, "-m", "tests.killing", "--child", str(database), str(sitting_id), str(stream.random())]
    command.append("small-network" if set_only else "")
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stderr is not None
    lines: list[dict[str, Any]] = []
    wanted, busy = stream.randint(0, 10), stream.randint(0, 40_000)
    if wanted == 0:
        # While it starts: the database may just be made, or opened.
        with suppress(subprocess.TimeoutExpired):
            child.wait(timeout=stream.uniform(0.3, 1.0))
    for text in child.stdout if wanted else ():
        lines.append(json.loads(text))
        if len(lines) == wanted:
            break
    # A moment that depends on nothing but the seed and the machine: inside a draw, a judgement, a transaction, a print.
    sum(number * number for number in range(busy))
    child.kill()
    # What was printed before the kill was seen by the learner.
    lines += [json.loads(text) for text in child.stdout if text.endswith("\n")]
    words = child.stderr.read()
    child.stdout.close()
    child.stderr.close()
    code = child.wait()
    if code > 0:
        raise Lost(f"the program failed by itself: {words}")
    return lines, code != 0


def _look(
    database: Path, sitting_id: int, shown: list[dict[str, Any]], arrived: list[dict[str, Any]]
) -> tuple[bool, bool]:
    """Compare the database with what was shown. Raises `Lost`.

    Returns whether the sitting is finished, and whether it stands between two parts of a set.
    """
    from quizapp.bank.catalog import load
    from quizapp.progress.backup import check
    from quizapp.progress.database import open_database
    from quizapp.study.clock import FixedClock
    from quizapp.study.study import Study

    findings = check(database)
    if findings:
        raise Lost(f"the database is damaged: {findings}")
    opened = open_database(database)
    try:
        sitting = Study(load(BANK), opened, FixedClock(EVENING)).resume(sitting_id)
        with opened.reading() as connection:
            query = "SELECT id, question_id || '#' || part, outcome FROM attempts WHERE sitting_id = ? ORDER BY id"
            kept = [tuple(row) for row in connection.exec_driver_sql(query, (sitting_id,))]
            orphans = connection.exec_driver_sql(
                "SELECT count(*) FROM attempts a LEFT JOIN reviews r ON r.attempt_id = a.id WHERE r.id IS NULL"
            ).scalar_one()
            position = connection.exec_driver_sql(
                "SELECT position FROM sittings WHERE id = ?", (sitting_id,)
            ).scalar_one()
    finally:
        opened.close()
    seen = [(line["attempt"], line["question"], line["outcome"]) for line in shown]
    if kept[: len(seen)] != seen or len(kept) > len(seen) + 1:
        raise Lost(f"shown {seen}, kept {kept}")
    if orphans or position != len(kept):
        raise Lost(f"{orphans} answers without a movement of their card; position {position} of {len(kept)} answers")
    # One that was committed but killed before its line: the next round must not ask for it again.
    shown += [{"attempt": number, "question": name, "outcome": outcome} for number, name, outcome in kept[len(seen) :]]
    asked = next((line for line in reversed(arrived) if line["event"] == "asked"), None)
    item = sitting.item
    if asked is not None and asked["position"] == position + 1:
        found = None if item is None else (f"{item.question.id}#{item.part}", item.variant.seed, item.position)
        if found != (asked["question"], asked["seed"], asked["position"]):
            raise Lost(f"was showing {asked}, resumed at {found}")
    return sitting.finished, bool(sitting._plan.begun)


def _child(database: Path, sitting_id: int, seed: float, ids: tuple[str, ...]) -> None:
    from quizapp.bank.catalog import load
    from quizapp.progress.database import open_database
    from quizapp.study.clock import FixedClock
    from quizapp.study.selection import Selection
    from quizapp.study.study import Study
    from tests.study.answering import right, wrong

    def say(event: str, **values: object) -> None:
        sys.stdout.write(json.dumps({"event": event, "sitting": sitting.id, **values}) + "\n")
        sys.stdout.flush()

    stream = random.Random(seed)
    clock = FixedClock(EVENING)
    study = Study(load(BANK), open_database(database), clock)
    if sitting_id:
        sitting = study.resume(sitting_id)
    else:
        sitting = study.start_quiz(Selection(ids=ids), size=9, seed=int(seed * 2**31))
    while (item := sitting.item) is not None:
        name = f"{item.question.id}#{item.part}"
        say("asked", question=name, seed=item.variant.seed, position=item.position)
        outcome = sitting.answer(stream.choice([right, wrong])(item, seconds=20))
        say("verdict", question=name, attempt=outcome.attempt_id, outcome=outcome.verdict.outcome.value)
        clock.advance(seconds=25)
        sitting.advance()


def main() -> int:
    parser = argparse.ArgumentParser(description="Kill the program at random moments and look at what is left.")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", nargs=4, metavar=("DATABASE", "SITTING", "SEED", "IDS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        database, sitting_id, seed, ids = options.child
        _child(Path(database), int(sitting_id), float(seed), tuple(ids.split()))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        try:
            report = run(options.rounds, options.seed, Path(folder))
        except Lost as lost:
            print(f"lost: {lost}")
            return 1
    print(
        f"{report.rounds} rounds, {report.killed} killed, {report.sittings} sittings "
        f"({report.finished} finished, {report.resumed} times resumed, {report.in_sets} times within a set), "
        f"{report.shown} verdicts shown: all of them kept, once."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
