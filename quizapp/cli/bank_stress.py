"""`quizapp bank stress`: what is wrong over many draws, in words, and what to paste into the file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from textwrap import indent
from typing import Any

import click

from quizapp.bank.catalog import Entry
from quizapp.bank.stress import Finding, stress_question
from quizapp.cli.bank_authoring import entries
from quizapp.cli.common import cli_message, load_catalog, print_json, say
from quizapp.text.messages import message


def stress_questions(ids: Sequence[str], seeds: int, json_: bool, language: str, seconds: float | None = None) -> None:
    """Hold questions against the gate: those of `ids`, else all that draw their own numbers. Exit code 1 on errors."""
    catalog = load_catalog()
    if ids:
        chosen = entries(catalog, ids, language)
    else:
        chosen = [entry for entry in catalog.entries.values() if any(part.parametric for part in entry.header.parts)]
        chosen = [entry for entry in chosen if _draws(entry, own=True)]
    if not chosen:
        click.echo(message(language, "bank.stress_nothing"), err=True)
    rows, failed = [], False
    for entry in chosen:
        drawing = _draws(entry, own=not ids)
        if not drawing:
            click.echo(cli_message(language, "not_parametric", id=entry.header.id), err=json_)
        for part in drawing:
            row, found = _looked_at(entry, part, seeds, seconds, language)
            rows.append(row)
            failed |= any(finding.severity == "error" for finding in found)
            if not json_:
                _tell(row["id"], entry, part, found, seeds, language)
    if json_:
        print_json(rows)
    sys.exit(1 if failed else 0)


def _draws(entry: Entry, *, own: bool) -> list[str]:
    """The parts of a question that draw numbers (`own`: those that the file itself names, not those of a family)."""
    question = entry.question
    asked = {part: question.asked(part) for part in question.part_names}
    return [part for part, found in asked.items() if (found.given if own else found.parametric)]


def _looked_at(
    entry: Entry, part: str, seeds: int, seconds: float | None, language: str
) -> tuple[dict[str, Any], Sequence[Finding]]:
    question = entry.question
    report = stress_question(question, part, seeds, seconds=seconds)
    row = {
        "id": question.id + (f"#{part}" if part else ""),
        "seeds": report.seeds,
        "distinct": report.distinct,
        "acceptance": round(report.acceptance, 4),
        "findings": [
            {
                "severity": found.severity,
                "rule": found.code,
                "message": found.sentence(language),
                "block": _block(entry, part, found),
            }
            for found in report.findings
        ],
    }
    return row, report.findings


def _tell(name: str, entry: Entry, part: str, found: Sequence[Finding], seeds: int, language: str) -> None:
    if not found:
        click.echo(cli_message(language, "bank_stress_sound", id=name, seeds=seeds))
    for finding in found:
        severity = message(language, f"bank.{finding.severity}")
        say(f"{name}: {severity}: {finding.sentence(language)} [{finding.code}]")
        if block := _block(entry, part, finding):
            say(f"\n{block}\n")
        if finding.code == "stress_budget":
            say(message(language, "bank.stress_longer"))


def _block(entry: Entry, part: str, finding: Finding) -> str:
    """What is to be pasted, as far to the right as the fields of the question or of its part stand in the file."""
    if not part:
        return finding.block
    position = entry.question.part_names.index(part)
    _, column = entry.document.place(("parts", position))
    return indent(finding.block, " " * (column - 1))
