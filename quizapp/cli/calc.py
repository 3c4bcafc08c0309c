"""`quizapp calc`: the families of problems on the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.common import as_json, chosen_language, cli_message, fail, print_json, say

if TYPE_CHECKING:
    from calculators.problems.stress import Report


@click.group()
def calc() -> None:
    """The families of problems: list, show, stress."""


@calc.command(name="list")
@click.option("--functions", is_flag=True, help="The functions that expressions of question files may call.")
@as_json
def list_(functions: bool, json_: bool) -> None:
    """Every family with its topics and the mistakes that it names; or the calculators with their signatures."""
    if functions:
        _list_functions(json_)
        return
    from calculators.problems import all_families, draw_problem

    rows = [
        {
            "family": family.name,
            "topics": list(family.topics),
            "mistakes": sorted({name for seed in range(5) for name in draw_problem(family, seed).mistakes}),
            "summary": family.summary,
        }
        for family in all_families()
    ]
    if json_:
        print_json(rows)
        return
    for row in rows:
        click.echo(f"{row['family']:<36}{','.join(row['topics']):<14}{row['summary']}")


def _list_functions(json_: bool) -> None:
    from quizapp.bank.expressions import BUILT_IN, registered

    rows = [{"function": name, "signature": found.form, "summary": found.words} for name, found in BUILT_IN.items()]
    rows += [{"function": found.name, "signature": found.signature, "summary": found.summary} for found in registered()]
    if json_:
        print_json(rows)
        return
    for row in rows:
        say(f"{row['signature']}\n    {row['summary']}")


@calc.command()
@click.argument("name", metavar="FAMILY")
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=1)
@as_json
def show(name: str, seed: int, json_: bool) -> None:
    """Draw one problem of a family: what is given, the key, the second route, the steps and the mistakes."""
    from calculators import answers
    from calculators.problems import UnknownFamily, draw_problem, find_family
    from quizapp.text.formula import draw_display

    try:
        family = find_family(name)
    except UnknownFamily:
        fail(cli_message(chosen_language(None), "no_family", name=name))
    problem = draw_problem(family, seed)
    data: dict[str, Any] = {
        "family": family.name,
        "topics": list(family.topics),
        "seed": seed,
        "given": dict(problem.given),
        "key": answers.write(problem.answer),
        "check": problem.check(),
        "steps": [{"name": step.name, "tex": step.tex} for step in problem.steps],
        "mistakes": dict(problem.mistakes),
    }
    if json_:
        print_json(data)
        return
    lines = [f"{family.name}  {', '.join(family.topics)}", family.summary, ""]
    lines += [f"  {given} = {value}" for given, value in data["given"].items()]
    for step in problem.steps:
        lines += ["", step.name, *(f"  {row}" for row in draw_display(step.tex))]
    lines += ["", f"= {data['key']}    ({data['check']})", ""]
    lines += [f"× {mistake}: {value}" for mistake, value in data["mistakes"].items()]
    say("\n".join(lines))


@calc.command()
@click.argument("names", metavar="[FAMILY]...", nargs=-1)
@click.option(
    "--seeds", type=click.IntRange(1, 1_000_000), default=200, help="How many seeds to draw from each family."
)
@click.option("--jobs", type=click.IntRange(1, 64), default=1, help="How many processes share the families.")
@as_json
def stress(names: tuple[str, ...], seeds: int, jobs: int, json_: bool) -> None:
    """Hold every rule of a family against many seeds. Exit code 1 when one fails."""
    from calculators.problems import UnknownFamily, all_families, find_family

    try:
        families = [find_family(name) for name in names] or all_families()
    except UnknownFamily as fault:
        fail(cli_message(chosen_language(None), "no_family", name=str(fault)))
    rows = []
    for report in _reports([family.name for family in families], seeds, jobs):
        rows.append(
            {
                "family": report.family,
                "seeds": report.seeds,
                "distinct": report.distinct,
                "failures": [failure._asdict() for failure in report.failures],
                "acceptance": round(report.acceptance, 4),
                "rejected_careful": report.rejected_careful,
                "seconds": round(report.seconds, 4),
                "rank": list(report.rank),
                "longest": round(report.longest, 4),
                "shortest": round(report.shortest, 4),
                "slips": round(report.slips, 4),
                "reflected": round(report.reflected, 4),
                "notes": list(report.notes),
            }
        )
        if not json_:
            row = rows[-1]
            click.echo(
                f"{report.family:<36}{row['distinct']:>7} / {seeds}  {report.acceptance:>6.1%}  "
                f"{report.seconds / seeds * 1000:>8.3f} ms  {len(report.failures) or 'ok'}"
            )
            for failure in report.failures[:5]:
                say(f"    {failure.rule}, seed {failure.seed}: {failure.detail}"[:300])
            for note in report.notes:
                say(f"    {note}"[:300])
    if json_:
        print_json(rows)
    else:
        click.echo(cli_message(chosen_language(None), "stress_result", **_counts(rows)))
    sys.exit(1 if any(row["failures"] for row in rows) else 0)


def _reports(names: Sequence[str], seeds: int, jobs: int) -> Iterator[Report]:
    """The families' reports in their order, each as soon as it is there."""
    from concurrent.futures import ProcessPoolExecutor

    if jobs == 1:
        yield from map(_report, names, repeat(seeds))
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(_report, names, repeat(seeds))


def _report(name: str, seeds: int) -> Report:
    from calculators.problems import find_family
    from calculators.problems.stress import stress as stress_family

    return stress_family(find_family(name), seeds)


def _counts(rows: list[dict[str, Any]]) -> dict[str, object]:
    """How many families fail, and how many were solved by hand or asked with four choices."""
    return {
        "families": len(rows),
        "failing": sum(bool(row["failures"]) for row in rows),
        "noted": sum(bool(row["notes"]) for row in rows),
        "solved": sum(row["rejected_careful"] is not None for row in rows),
        "ranked": sum(sum(row["rank"]) > 0 for row in rows),
    }
