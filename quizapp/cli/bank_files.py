"""What `quizapp bank lint` is given by name: questions by their ids, and files wherever they are."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quizapp.bank.catalog import Catalog
from quizapp.bank.editing import NotEditable
from quizapp.bank.entries import Entry
from quizapp.bank.faults import BankFault
from quizapp.bank.lint import lint
from quizapp.bank.lint_alone import lint_alone, read_alone
from quizapp.bank.lint_layout import fix_file
from quizapp.bank.reader import Unreadable
from quizapp.bank.shelving import real_place
from quizapp.cli.bank_authoring import faults_of
from quizapp.cli.common import cli_message, fail, say
from quizapp.text.messages import message
from quizapp.text.safe import safe_text
from quizapp.text.system import system_reason


@dataclass(slots=True)
class Named:
    """What the names stand for: questions; files that are no question of a bank; and what the bank says of files."""

    ids: list[str] = field(default_factory=list)
    alone: list[Path] = field(default_factory=list)
    faults: list[BankFault] = field(default_factory=list)
    files: int = 0


def named(catalog: Catalog, names: Sequence[str], language: str) -> Named:
    """What names stand for; one that stands for nothing ends the command."""
    found, unknown, missing = Named(), [], []
    for name in dict.fromkeys(names):
        if not _is_path(name):
            faults = faults_of(catalog, name)
            if name in catalog.entries:
                found.ids.append(name)
            elif not faults:
                unknown.append(name)
            found.faults += faults
            found.files += 1
        elif os.path.lexists(name):
            _put_file(found, catalog, Path(name))
        else:
            missing.append(name)
    if unknown:
        fail(cli_message(language, "no_question", id=safe_text(", ".join(unknown))))
    if missing:
        fail(cli_message(language, "no_file", file=safe_text(", ".join(missing))))
    return found


def _put_file(found: Named, catalog: Catalog, file: Path) -> None:
    """Put what a file stands for with the rest: by its place, else by the place that it is a link to."""
    for place in (real_place(file), Path(os.path.realpath(file))):
        entry = next((each for each in catalog.entries.values() if _is_at(each.file, place)), None)
        faults = [fault for fault in catalog.faults if _is_at(fault.file, place)]
        if entry is not None or faults:
            known = entry is not None and entry.header.id in found.ids
            found.ids += [entry.header.id] if entry is not None and not known else []
            found.faults += [fault for fault in faults if fault not in found.faults]
            found.files += not known
            return
    found.alone.append(file)
    found.files += 1


def _is_at(file: Path, place: Path) -> bool:
    """Whether a file of a bank is at a place without links; the folder of the bank that ships may be one."""
    return file.name == place.name and real_place(file) == place


def _is_path(name: str) -> bool:
    return "/" in name or os.sep in name or name.lower().endswith((".yaml", ".yml"))


def findings_of(catalog: Catalog, found: Named) -> list[BankFault]:
    """The findings of what was named."""
    alone = [fault for file in found.alone for fault in lint_alone(catalog, file)]
    of_questions = lint(catalog, found.ids)
    return [*(fault for fault in found.faults if fault not in of_questions), *alone, *of_questions]


def fix_alone(files: Sequence[Path], language: str, *, quiet: bool) -> None:
    """Mend what is mechanical in files that are no questions of a bank."""
    for file in files:
        entry = read_alone(file)
        if not isinstance(entry, Entry):
            continue
        try:
            count = fix_file(entry)
        except Unreadable:
            continue
        except NotEditable as error:
            say(f"{error.fault.place}: {error.fault.words(language)}", err=True)
            continue
        except OSError as error:
            fail(cli_message(language, "unwritable", file=str(file), reason=system_reason(language, error)))
        if count and not quiet:
            say(message(language, "bank.fixed", file=str(file), count=count))
