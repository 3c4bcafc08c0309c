"""Study at 100,000 cards and 1,000,000 answers: next question, answer, undo, due count, statistics, readiness.

    python bench/progress.py [--cards N] [--answers N] [--repeat N] [--rounds N] [--json]

A learner's database of that size is made in a temporary folder, with four years of answers. The bank is the shipped one
with copies of its questions under other names. Anki's own library (the bench extra) does the same operations on a
collection of the same size in the same run: both take turns for some rounds, each time in a process of its own on a
copy of its own, and of each figure the lowest round counts, because whatever else the machine does only adds. Wall
clock, milliseconds; memory is the most that the process ever held.

What is not alike, in both directions:

- An answer of ours is read and judged, and its plan, numbers, exposure and predicted recall are stored with it; the
  sitting goes on where it was after a kill. Anki's is a button; it stores the card, a line of the log and an undo step
  in memory. Both commit to a write-ahead log and flush it to the disk (SQLite's synchronous=FULL) for each answer;
  ours is some 14 pages of it (two logs and a card with their indexes).
- Our undo is a log of its own that a restart does not end, and a card is replayed from its log; Anki puts back a copy.
- Beginning a review ranks what is due by what it adds to the exam's score, with the recall of every card on that day,
  looks for questions never asked, and stores the sitting. Anki collects and shuffles what is due. Ours is told the
  first time ("begin a review"), when every card is read twice, and again on the same day ("begin another"), when the
  recall of each topic and what has no card are known.
- Statistics of a year are counted from the log by both. We keep those of months and days that are over, and count the
  rest: "the first time" has nothing kept (after an upgrade, or a change of the bank). Anki counts everything each time.
  Ours also put answers together by field, chapter, topic, section, kind and level, with mistakes and misconceptions;
  Anki's have hours of the day and the collection's cards by ease and interval.
- Anki's due count is that of its tree of decks.
- Anki has no readiness. Its memory holds no questions: they are in the collection. Ours has what every question is
  sorted by; the program would have 1,000 to 2,000 questions.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

NOW = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
YEARS = 4
# A deck is due for the most part in the days to come; so many are due today.
DUE_TODAY = 200
FILES = {"quizapp": ["progress.sqlite"], "anki": ["collection.anki2"]}


def main() -> None:
    """Make both, measure both in turns, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--answers", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=100, help="answers and undos measured")
    parser.add_argument("--rounds", type=int, default=3, help="times that both are measured, in turns")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", choices=["quizapp", "anki"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        measure = measure_ours if options.only == "quizapp" else measure_anki
        print(json.dumps(measure(options.folder, options.cards, options.repeat)))
        return
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        make_ours(folder, keys_of(catalog_of(options.cards), options.cards), options.answers)
        names = ["quizapp"]
        if has_anki():
            make_anki(folder, options.cards, options.answers)
            names.append("anki")
        rounds: dict[str, list[dict[str, float]]] = {name: [] for name in names}
        for _ in range(options.rounds):
            for name in names:
                rounds[name].append(_apart(name, folder, options))
        found = {name: {row: min(each[row] for each in got) for row in got[0]} for name, got in rounds.items()}
    if options.json:
        print(json.dumps(found, indent=2))
        return
    print(f"{options.cards:,} cards, {options.answers:,} answers".ljust(34) + "".join(f"{name:>12}" for name in names))
    for row in found["quizapp"]:
        print(row.ljust(34) + "".join(f"{found[name].get(row, float('nan')):12.2f}" for name in names))


def _apart(name: str, folder: Path, options: argparse.Namespace) -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=folder) as place:
        for file in FILES[name]:
            shutil.copyfile(folder / file, Path(place) / file)
        command = [sys.executable, __file__, "--only", name, "--folder", place, "--cards", str(options.cards)]
        done = subprocess.run([*command, "--repeat", str(options.repeat)], check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def timed(task: Callable[[], object], repeat: int = 5) -> float:
    """The median time of a task."""
    return statistics.median(_times(task, repeat))


def _times(task: Callable[[], object], repeat: int) -> Iterator[float]:
    for _ in range(repeat):
        start = time.perf_counter()
        task()
        yield (time.perf_counter() - start) * 1000


def _memory() -> float:
    """The most memory that this process ever held, in MB. `ru_maxrss` would begin with that of the process that started
    it, so Linux is asked for the peak of the present program.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        return int(lines["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# quizapp


def catalog_of(cards: int) -> Any:
    """The shipped bank, with copies of its questions until it asks so many parts."""
    from quizapp import paths
    from quizapp.bank.catalog import load
    from quizapp.bank.schema import Status

    bank = load(paths.questions_folder())
    ready = [entry for entry in bank.entries.values() if entry.header.status is Status.READY]
    entries: dict[str, Any] = {}
    parts = number = 0
    while parts < cards:
        entry = ready[number % len(ready)]
        name = f"{entry.header.id[:48]}-{number // len(ready)}"
        entries[name] = Copied(entry, name)
        parts += len(entry.header.parts)
        number += 1
    bank.entries = entries
    return bank


class Copied:
    """An entry of a bank under another name. As in a bank that was read before, its header is at hand, and its question
    is made when it is asked for.
    """

    __slots__ = ("_entry", "bank", "chapter", "digest", "header")

    def __init__(self, entry: Any, name: str) -> None:
        self._entry = entry
        self.chapter, self.digest, self.bank = entry.chapter, entry.digest, entry.bank
        self.header = entry.header._replace(id=name)

    @property
    def question(self) -> Any:
        """The question."""
        return self._entry.question.model_copy(update={"id": self.header.id})


def keys_of(bank: Any, cards: int) -> list[tuple[str, str]]:
    """The first questions of a bank, and parts of its sets, that have cards of their own."""
    return [(name, part) for name, entry in bank.entries.items() for part in entry.header.part_names][:cards]


def make_ours(folder: Path, keys: Sequence[tuple[str, str]], answers: int) -> None:
    """A database with a card for each of these questions, its rows as the program writes them."""
    from quizapp.progress import learners
    from quizapp.progress.database import open_database

    file = folder / "progress.sqlite"
    database = open_database(file, now=lambda: NOW)
    with database.writing() as connection:
        learners.ensure(connection, "me", NOW)
    database.close()
    cards = len(keys)
    stream = random.Random(1)
    today = NOW.date()
    connection = sqlite3.connect(file)
    moment = "2022-11-20 11:00:00.000000"
    connection.execute(
        "INSERT INTO sittings (id, learner_id, kind, state, options, plan, position, changes, seed, started_at)"
        " VALUES (1, 1, 'review', 'finished', '{}', '[]', 0, 0, 1, ?)",
        (moment,),
    )
    days = [today - timedelta(days=YEARS * 365 - YEARS * 365 * n // answers) for n in range(answers)]
    days = [min(day, today - timedelta(days=1)) for day in days]
    image = json.dumps({"model": "FSRS-6", "model_version": "6.3", "state": "review", "stability": 20.0, "reps": 3})

    def attempts() -> Iterator[tuple[Any, ...]]:
        for n, day in enumerate(days):
            name, part = keys[n % cards]
            right = stream.random() < 0.8
            at = f"{day} 11:00:00.000000"
            yield (
                n + 1, 1, 1, n, name, part, "r", "scheduled", n, "{}", '{"chosen": ["a"]}',
                "correct" if right else "wrong", float(right), stream.uniform(10, 120), 0, 0, "ja", str(day), at,
                n // cards, 1, "choices",
            )  # fmt: skip

    connection.executemany(
        "INSERT INTO attempts (id, learner_id, sitting_id, position, question_id, part, revision, kind, seed, given,"
        " response, outcome, score, seconds, unsure, hint, language, study_day, answered_at, exposure, fresh, form,"
        " carried) VALUES (" + ",".join("?" * 22) + ", 0)",
        attempts(),
    )

    def dated() -> Iterator[tuple[Any, ...]]:
        for n, (name, part) in enumerate(keys):
            ahead = -1 if n < DUE_TODAY else 1 + n % 400
            due, last = today + timedelta(days=ahead), today - timedelta(days=30)
            yield (
                n + 1, 1, name, part, "FSRS-6", "6.3", "review", 20.0 + n % 300, 5.0, f"{due} 19:00:00.000000",
                str(due), str(last), f"{last} 11:00:00.000000", "correct", 10, 0, 0, 0,
            )  # fmt: skip

    connection.executemany(
        "INSERT INTO cards (id, learner_id, question_id, part, model, model_version, state, stability, difficulty,"
        " due_at, due_day, last_day, last_review_at, last_outcome, reps, lapses, suspended, leech)"
        " VALUES (" + ",".join("?" * 18) + ")",
        dated(),
    )
    connection.executemany(
        "INSERT INTO reviews (id, learner_id, card_id, attempt_id, rating, retention, elapsed_days, state_before,"
        " study_day, reviewed_at, before, after, recall) VALUES (?, 1, ?, ?, ?, 0.9, 10, ?, ?, ?, ?, ?, 0.9)",
        (
            (
                n + 1, n % cards + 1, n + 1, 3 if n % 5 else 1, "new" if n < cards else "review", str(day),
                f"{day} 11:00:00.000000", image, image,
            )
            for n, day in enumerate(days)
        ),
    )  # fmt: skip
    connection.commit()
    connection.close()


def measure_ours(folder: Path, cards: int, repeat: int) -> dict[str, float]:
    """The operations of a day, through the same calls that the screens make."""
    from quizapp.progress.database import open_database
    from quizapp.settings import Settings
    from quizapp.study.clock import FixedClock
    from quizapp.study.statistics import Part
    from quizapp.study.study import Study
    from tests.study.answering import right

    clock = FixedClock(NOW)
    bank = catalog_of(cards)
    start = time.perf_counter()
    database = open_database(folder / "progress.sqlite", now=clock.now)
    opened = (time.perf_counter() - start) * 1000
    study = Study(bank, database, clock, settings=Settings(exam_date=str(date(2027, 2, 20)), minutes_per_day=600))
    began = [*_times(study.start_review, 4)]
    sitting = study.start_review()
    answers, nexts, undos, commits = [], [], [], []
    for _ in range(repeat):
        assert sitting.item is not None
        response = right(sitting.item, seconds=30.0)
        answers += _times(lambda response=response: sitting.answer(response), 1)  # type: ignore[misc]
        nexts += _times(sitting.advance, 1)
    for _ in range(repeat):
        undos += _times(sitting.undo, 1)

    def commit() -> None:
        with database.writing() as connection:
            connection.exec_driver_sql("UPDATE learners SET name = name")

    commits += _times(commit, repeat)
    first = next(_times(lambda: study.statistics(365), 1))
    found = {
        "open": opened,
        "begin a review": began[0],
        "begin another on that day": statistics.median(began[1:]),
        "next question": statistics.median(nexts),
        "answer, median": statistics.median(answers),
        "answer, 95th percentile": sorted(answers)[int(0.95 * len(answers))],
        "undo": statistics.median(undos),
        "a commit alone": statistics.median(commits),
        "due count": timed(study.due_count),
        "statistics, the first time": first,
        "statistics of a year": timed(lambda: study.statistics(365)),
        "their first page": timed(lambda: study.statistics(365, (Part.DAYS,))),
        "readiness": timed(study.readiness),
        "home": timed(study.overview),
    }
    database.close()
    return found | {"memory (MB)": _memory()}


# Anki


def has_anki() -> bool:
    """Whether its library is there."""
    try:
        import anki.collection  # noqa: F401
    except ImportError:
        print("the package anki is not installed: only quizapp is measured", file=sys.stderr)
        return False
    return True


def make_anki(folder: Path, cards: int, answers: int) -> None:
    """A collection of the same size: one note copied, its log filled in."""
    from anki.collection import Collection

    file = folder / "collection.anki2"
    collection = Collection(str(file))
    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"], note["Back"] = "front", "back"
    collection.add_note(note, collection.decks.id("Default"))
    config = collection.decks.get_config(1)
    config["rev"]["perDay"] = 9999
    collection.decks.update_config(config)
    collection.close()
    connection = sqlite3.connect(file)
    connection.create_collation("unicase", lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))
    first_note = connection.execute("SELECT id FROM notes").fetchone()[0]
    first_card = connection.execute("SELECT id FROM cards").fetchone()[0]
    columns = [row[1] for row in connection.execute("PRAGMA table_info(notes)")]
    rest = [name for name in columns if name not in ("id", "guid")]
    connection.executemany(
        f"INSERT INTO notes (id, guid, {', '.join(rest)}) SELECT ?, ?, {', '.join(rest)} FROM notes WHERE id = ?",
        ((first_note + n, f"copy{n}", first_note) for n in range(1, cards)),
    )
    columns = [row[1] for row in connection.execute("PRAGMA table_info(cards)")]
    rest = [name for name in columns if name not in ("id", "nid", "type", "queue", "due", "ivl", "reps", "factor")]
    connection.executemany(
        "INSERT INTO cards (id, nid, type, queue, due, ivl, reps, factor, "
        f"{', '.join(rest)}) SELECT ?, ?, 2, 2, ?, 20, 10, 2500, {', '.join(rest)} FROM cards WHERE id = ?",
        ((first_card + n, first_note + n, -1 if n < DUE_TODAY else 1 + n % 400, first_card) for n in range(1, cards)),
    )
    now = int(time.time() * 1000)
    step = YEARS * 365 * 86_400_000 // answers
    connection.executemany(
        "INSERT INTO revlog (id, cid, usn, ease, ivl, lastIvl, factor, time, type)"
        " VALUES (?, ?, -1, ?, 20, 10, 2500, ?, 1)",
        ((now - (answers - n) * step, first_card + n % cards, 3 if n % 5 else 1, 30_000) for n in range(answers)),
    )
    connection.commit()
    connection.close()


def measure_anki(folder: Path, cards: int, repeat: int) -> dict[str, float]:
    """The same operations through its own library."""
    from anki.collection import Collection

    start = time.perf_counter()
    collection = Collection(str(folder / "collection.anki2"))
    opened = (time.perf_counter() - start) * 1000
    scheduler = collection.sched
    start = time.perf_counter()
    scheduler.get_queued_cards(fetch_limit=1)
    built = (time.perf_counter() - start) * 1000
    answers, nexts, undos = [], [], []
    for _ in range(repeat):
        shown: list[Any] = []
        nexts += _times(lambda shown=shown: shown.append(scheduler.get_queued_cards(fetch_limit=1)), 1)  # type: ignore[misc]
        queued = shown[0].cards[0]
        card = collection.get_card(queued.card.id)
        card.start_timer()
        answer = scheduler.build_answer(card=card, states=queued.states, rating=2)
        answers += _times(lambda answer=answer: scheduler.answer_card(answer), 1)  # type: ignore[misc]
    for _ in range(min(repeat, 25)):
        # It keeps thirty steps.
        undos += _times(collection.undo, 1)
    found = {
        "open": opened,
        "begin a review": built,
        "next question": statistics.median(nexts),
        "answer, median": statistics.median(answers),
        "answer, 95th percentile": sorted(answers)[int(0.95 * len(answers))],
        "undo": statistics.median(undos),
        "due count": timed(scheduler.deck_due_tree),
        "statistics of a year": timed(lambda: collection._backend.graphs(search="", days=365)),
    }
    collection.close()
    return found | {"memory (MB)": _memory()}


if __name__ == "__main__":
    os.environ.setdefault("QUIZAPP_HOME", tempfile.gettempdir())
    main()
