"""Home's figures kept from one run to the next, so that they are there before bank and database are open.

They are shown only where they are what would be worked out now: nothing has changed in the database, the bank, the
settings that count or the program, and it is the same study day, before the next learning step comes due. For the day
after, figures are worked out ahead when the program ends. What is kept is never more than a saving of time: Home works
everything out anew behind it.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp import __version__, paths
from quizapp.settings import Settings
from quizapp.study.clock import Clock, FixedClock, day_start, study_day
from quizapp.tui.homefigures import HomeFigures, first_figures, from_plain, to_plain, with_exams

if TYPE_CHECKING:
    from quizapp.bank.catalog import Catalog
    from quizapp.tui.opening import Books

FILE = "home.json"
# Settings that change no figure.
_WITHOUT_EFFECT = ("language", "theme", "reduced_motion", "author", "keys")
# Named, these lead to another database or learner than the usual ones.
_ELSEWHERE = ("QUIZAPP_DATABASE_URL", "QUIZAPP_LEARNER")


def state(settings: Settings) -> str | None:
    """A hash of everything that the figures rest on, but for the time; None where they are not kept."""
    if any(os.environ.get(name) for name in _ELSEWHERE):
        return None
    chosen = {name: value for name, value in asdict(settings).items() if name not in _WITHOUT_EFFECT}
    known = [__version__, repr(sorted(chosen.items())), *_database()]
    banks = paths.config_folder() / "banks.json"
    with contextlib.suppress(OSError, ValueError):
        if banks.exists():
            # Where one's own banks are, everything in them is looked at too.
            for name, folder in sorted(json.loads(banks.read_text(encoding="utf-8")).items()):
                known += [name, *_files(Path(folder))]
    known += _files(paths.questions_folder())
    return blake2b("\n".join(known).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _database() -> Iterator[str]:
    file = paths.database_file()
    for part in (file, file.with_name(file.name + "-wal")):
        try:
            status = part.stat()
        except FileNotFoundError:
            yield f"{part} -"
        else:
            # An empty log is the same as none: it is made whenever the database is opened.
            if part == file or status.st_size:
                yield f"{part} {status.st_ino} {status.st_mtime_ns} {status.st_size}"
            else:
                yield f"{part} -"


def _files(bank: Path) -> list[str]:
    """The files of a bank and of its chapters with their times and sizes."""
    found = []
    for folder in (bank, *sorted(Path(item.path) for item in _scanned(bank) if item.is_dir())):
        for item in sorted(_scanned(folder), key=lambda item: item.name):
            with contextlib.suppress(OSError):
                status = item.stat()
                found.append(f"{item.path} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_size}")
    return found


def _scanned(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as items:
            return list(items)
    except OSError:
        return []


def read(settings: Settings, clock: Clock) -> HomeFigures | None:
    """What was kept, if it holds now."""
    now = clock.now()
    try:
        data = json.loads((paths.data_folder() / FILE).read_text(encoding="utf-8"))
        for kept in data["days"]:
            since, until = datetime.fromisoformat(kept["since"]), datetime.fromisoformat(kept["until"])
            same_day = study_day(since, clock.zone) == study_day(now, clock.zone)
            if same_day and since <= now < until and data["state"] == state(settings):
                return from_plain(kept["figures"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        # Not there, or not written by this program: it will be written anew.
        pass
    return None


@dataclass(frozen=True, slots=True)
class Noted:
    """Figures with the time that they hold for, and what they rest on: a bank in memory, and a `state`."""

    figures: HomeFigures
    since: datetime
    until: datetime
    state: str
    catalog: Catalog


def note(figures: HomeFigures, since: datetime, books: Books, settings: Settings) -> Noted | None:
    """Figures that were worked out at a moment; None where they are not kept."""
    known = state(settings)
    if known is None:
        return None
    end = day_start(study_day(since, books.clock.zone) + timedelta(days=1), books.clock.zone)
    return Noted(figures, since, min(books.study.next_step(since) or end, end), known, books.catalog)


def holds(noted: Noted, books: Books, settings: Settings) -> bool:
    """Whether the same would be worked out now."""
    in_time = noted.since <= books.clock.now() < noted.until
    return in_time and noted.catalog is books.catalog and noted.state == state(settings)


def days_ahead(noted: Noted, books: Books) -> list[dict[str, object]]:
    """The figures of today, and those of tomorrow as far as they can be told today, each with the time they hold for.
    The database is to be open still.
    """
    zone = books.clock.zone
    today = study_day(noted.since, zone)
    tomorrow = day_start(today + timedelta(days=1), zone)
    then = books.at(FixedClock(tomorrow, zone))
    # The score to expect is worked out and recorded on its own day only.
    later = with_exams(first_figures(then), then)
    end = day_start(today + timedelta(days=2), zone)
    return [
        _kept(noted.figures, noted.since, noted.until),
        _kept(later, tomorrow, min(then.study.next_step(tomorrow) or end, end)),
    ]


def _kept(figures: HomeFigures, since: datetime, until: datetime) -> dict[str, object]:
    return {"since": since.isoformat(), "until": until.isoformat(), "figures": to_plain(figures)}


def keep(days: list[dict[str, object]], settings: Settings) -> None:
    """Keep figures for the next run. The database is closed by now: its file is as the next run will find it."""
    known = state(settings)
    if known is None:
        return
    data = json.dumps({"state": known, "days": days}, ensure_ascii=False)
    with contextlib.suppress(OSError):
        from quizapp.bank.editing import write_whole

        write_whole(paths.ensure_folder(paths.data_folder()) / FILE, data.encode())
