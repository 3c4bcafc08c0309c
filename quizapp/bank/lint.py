"""What is wrong with the questions of a bank, beyond what stops them from loading.

Errors must be mended before a question is asked; warnings may be waived in the question file with a reason (`waive:`).
The rules follow Haladyna, Downing & Rodriguez (2002) and the NBME item-writing guide; `rules.py` lists them all.

What was found in a file depends on its content, the syllabus and the program. With a store it is kept, so that only
what has changed is looked at again; what depends on other questions is held against the bank each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import calculators
import quizapp
from quizapp.bank import (
    blueprint,
    families,
    lint_bank,
    lint_figures,
    lint_layout,
    lint_question,
    lint_records,
    lint_style,
    sources,
)
from quizapp.bank.catalog import Catalog, Entry, id_faults, place_faults
from quizapp.bank.entries import Gone, id_in, passing
from quizapp.bank.faults import BankFault
from quizapp.bank.lint_question import reporter
from quizapp.bank.rules import RULES
from quizapp.bank.schema import Kind, Status
from quizapp.bank.shelving import misplaced
from quizapp.bank.store import code_stamp

# So many files are looked at between one keeping and the next.
PORTION = 50
# The findings of one file as plain data; see `_record`.
Record = dict[str, Any]
BankRule = Callable[[Catalog, Mapping[str, Record]], Iterable[BankFault]]


def lint(catalog: Catalog, ids: Iterable[str] | None = None) -> list[BankFault]:
    """Every finding, those of files that could not be read or stand wrong first. `ids` limits it to the files of some
    questions, each with `findings_of_file`.
    """
    chosen = list(catalog.entries) if ids is None else [name for name in ids if name in catalog.entries]
    found = list(catalog.faults) if ids is None else []
    records = _records(catalog, chosen)
    for name in chosen:
        if ids is not None:
            found.extend(_in_bank(catalog, catalog.entries[name]))
        found.extend(_faults(catalog, catalog.entries[name], records[name]))
    if ids is None:
        found.extend(misplaced(catalog))
        found.extend(of_bank(catalog, records))
    return found


def of_bank(
    catalog: Catalog, records: Mapping[str, Record], rules: Iterable[BankRule] = lint_bank.RULES
) -> Iterator[BankFault]:
    """What is wrong with the questions together, and with the blueprint. A rule that fails is a finding of the folder;
    the others are held against the bank all the same.
    """
    for rule in rules:
        yield from guarded(catalog.folder, rule(catalog, records))
    yield from guarded(catalog.folder / blueprint.FILE, blueprint.findings(catalog))


def findings_of_file(catalog: Catalog, entry: Entry) -> list[BankFault]:
    """All findings of one file of a bank: its place, its id beside those of other files, and its content.

    `entry` need not be the catalog's: it may be what an editor holds, or what the file is by now.
    """
    return [*_in_bank(catalog, entry), *lint_entry(catalog, entry)]


def _in_bank(catalog: Catalog, entry: Entry) -> Iterator[BankFault]:
    """What is wrong with where a file stands, which is not kept with the findings of its content."""
    yield from place_faults(entry)
    yield from id_faults(catalog, entry)


def lint_entry(catalog: Catalog, entry: Entry) -> Iterator[BankFault]:
    """The findings of a question's content, without the warnings that it waives and without those of the whole bank."""
    unknown = families.recall(catalog.store, _families_of(entry))
    record = _record(catalog, entry)
    families.keep(catalog.store, unknown)
    yield from _faults(catalog, entry, record)


def _records(catalog: Catalog, names: list[str]) -> dict[str, Record]:
    """The findings of each file, those that were kept and those that are found now."""
    context = _context(catalog)
    digests = [catalog.entries[name].digest for name in names]
    kept = catalog.store.findings(context, digests) if catalog.store is not None else {}
    found: dict[str, Record] = {}
    fresh: list[str] = []
    for name in names:
        record = kept.get(catalog.entries[name].digest)
        if isinstance(record, dict) and record.get("id") == name:
            found[name] = record
        else:
            fresh.append(name)
    # Kept in portions, so that a first lint that is broken off goes on where it was.
    for start in range(0, len(fresh), PORTION):
        portion = fresh[start : start + PORTION]
        entries = [catalog.entries[name] for name in portion]
        with passing(entries):
            unknown = families.recall(catalog.store, {of for entry in entries for of in _families_of(entry)})
            records = {name: _record(catalog, entry) for name, entry in zip(portion, entries, strict=True)}
        found |= records
        families.keep(catalog.store, unknown)
        if catalog.store is not None:
            catalog.store.keep_findings(context, {catalog.entries[name].digest: records[name] for name in portion})
    return found


def _families_of(entry: Entry) -> set[str]:
    question = entry.question
    return {name for part in question.part_names if (name := question.asked(part).problem) is not None}


def guarded(file: Path, rules: Iterable[BankFault]) -> Iterator[BankFault]:
    """The findings of some rules of one file or folder; where a rule fails, that is a finding of it too, and no other
    goes without its own.
    """
    try:
        yield from rules
    except Gone:
        raise
    except Exception as error:
        values = {"rule": _failing(error), "reason": f"{type(error).__name__}: {error}"}
        yield BankFault(file, 1, 1, "lint_failed", values)


def _failing(error: Exception) -> str:
    """The innermost function of the lint that an error comes from."""
    found, step = "lint", error.__traceback__
    while step is not None:
        module = str(step.tb_frame.f_globals.get("__name__", ""))
        if module.startswith(("quizapp.bank.lint_", "quizapp.bank.blueprint")):
            found = f"{module.rpartition('.')[2]}.{step.tb_frame.f_code.co_name}"
        step = step.tb_next
    return found


def _context(catalog: Catalog) -> str:
    """What findings depend on beside the file: the program, the syllabus and the tracks."""
    curriculum = b"".join((catalog.folder / name).read_bytes() for name in ("syllabus.yaml", "tracks.yaml"))
    return blake2b(_program().encode() + curriculum, digest_size=16).hexdigest()


@lru_cache(maxsize=1)
def _program() -> str:
    roots = [Path(str(module.__file__)).parent for module in (calculators, quizapp)]
    inner = ("answers", "answers/code", "problems"), ("bank", "bank/expressions", "text", "text/messages")
    return code_stamp([*roots, *(root / name for root, names in zip(roots, inner, strict=True) for name in names)])


def _record(catalog: Catalog, entry: Entry) -> Record:
    """What is found in one file, and what of it the bank as a whole is held against."""
    source = sources.text_of(entry.file)
    with nullcontext() if source is None else sources.edited_text(entry.file, source):
        return _looked_at(catalog, entry)


def _looked_at(catalog: Catalog, entry: Entry) -> Record:
    """`_record`, where the text of the file is at hand."""
    question, report = entry.question, reporter(entry)
    if question.status is Status.RETIRED:
        return {"id": question.id, "findings": [], "waived": [], "see_also": []}
    sections = [section for _, section in catalog.sections()]
    faults = [
        *guarded(entry.file, lint_question.findings(question, report, catalog.syllabus, sections)),
        *guarded(entry.file, lint_records.findings(question, report, own=bool(entry.bank))),
        *guarded(entry.file, lint_figures.short_alternatives(question, report)),
        *guarded(entry.file, lint_layout.findings(entry, question)),
    ]
    waived = {waiver.rule for waiver in question.waive}
    met = {fault.code for fault in faults}
    for position, waiver in enumerate(question.waive):
        rule = RULES.get(waiver.rule)
        if rule is None or not rule.waivable:
            faults.append(report(("waive", position, "rule"), "waiver_unknown", rule=waiver.rule))
        elif rule.of_file and waiver.rule not in met:
            faults.append(report(("waive", position, "rule"), "waiver_unneeded", "warning", rule=waiver.rule))
    findings = [
        [fault.line, fault.column, fault.code, fault.severity, dict(fault.values)]
        for fault in faults
        if fault.severity == "error" or fault.code not in waived
    ]
    single = question.kind is Kind.SINGLE and bool(question.choices)
    return {
        "id": question.id,
        "findings": findings,
        "figures": lint_figures.named(question, entry),
        "waived": sorted(waived),
        "see_also": list(question.see_also),
        "stem": list(lint_layout.place_of_stem(entry)),
        "sketch": lint_bank.sketch(question),
        "choices": len(question.choices or []) if single else 0,
        "longest": single and lint_style.key_is_longest(question, 1.0),
    }


def _faults(catalog: Catalog, entry: Entry, record: Record) -> Iterator[BankFault]:
    """The findings of a record, and those that depend on which other questions there are."""
    for line, column, code, severity, values in record["findings"]:
        yield BankFault(entry.file, line, column, code, values, severity)
    yield from guarded(entry.file, lint_figures.findings(entry, record))
    for position, name in enumerate(record["see_also"]):
        if id_in(entry.bank, name) == entry.header.id:
            yield BankFault(entry.file, *entry.document.place(("see_also", position)), "see_also_self")
        elif id_in(entry.bank, name) not in catalog.entries and not lint_records.is_family(name):
            place = entry.document.place(("see_also", position))
            yield BankFault(entry.file, *place, "see_also_unknown", {"name": name})
