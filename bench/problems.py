"""How many problems a family draws and judges in a second of one core, beside the PyPI package mathgenerator.

    python bench/problems.py [--seconds S] [--json] [FAMILY ...]

A problem of ours is drawn (numbers, key, worked steps, mistakes) from a seed not drawn before, and its right answer,
typed, is read and judged. mathgenerator draws a problem and its solution as text and has nothing to judge with. Both
are counted in CPU time in one process, family after family, each after some draws that are not counted. Exit status 1
if the median numeric family stays under 5,000 problems a second, or the median symbolic one under 50.

mathgenerator comes with the extra `bench`; without it its part says so and is left out.
"""

from __future__ import annotations

import argparse
import importlib
import io
import json
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

from calculators.answers import Expression, Outcome, judge, write
from calculators.problems import Family, all_families, draw_problem, find_family

LEAST_NUMERIC = 5_000
LEAST_SYMBOLIC = 50
WARM_UP = 5


def per_second(work: Callable[[int], None], seconds: float) -> float:
    """How often `work` runs in a second of CPU time; it is given 0, 1, 2, …, the first few not counted."""
    for count in range(WARM_UP):
        work(count)
    begun = time.process_time()
    done = 0
    while (spent := time.process_time() - begun) < seconds:
        for _ in range(10):
            work(WARM_UP + done)
            done += 1
    return done / spent


def draw_and_judge(found: Family) -> Callable[[int], None]:
    """Draws the problem of a seed and judges its own key, typed."""

    def work(seed: int) -> None:
        problem = draw_problem(found, seed)
        if judge(problem.answer, write(problem.answer), problem.mistakes).outcome is not Outcome.CORRECT:
            raise AssertionError(f"{found.name}, seed {seed}: the key is not judged correct")

    return work


def measure_families(names: list[str], seconds: float) -> list[dict[str, Any]]:
    """Each family with its kind and its problems per second."""
    rows = []
    for found in [find_family(name) for name in names] or all_families():
        symbolic = isinstance(draw_problem(found, 0).answer, Expression)
        rate = per_second(draw_and_judge(found), seconds)
        rows.append({"family": found.name, "symbolic": symbolic, "per_second": rate})
    return rows


def measure_mathgenerator(seconds: float) -> dict[str, Any]:
    """Problems per second of each generator of mathgenerator, and what stopped the others."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            generators = importlib.import_module("mathgenerator").getGenList()
        except Exception as error:
            return {"missing": f"{type(error).__name__}: {error}"}
        rates, stopped = {}, {}
        for _, title, draw, *_ in generators:
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                try:
                    rates[title] = per_second(lambda _, draw=draw: draw(), seconds)  # type: ignore[misc]
                except Exception as error:
                    stopped[title] = f"{type(error).__name__}: {error}"[:100]
    return {"per_second": rates, "stopped": stopped}


def summary(rates: list[float]) -> dict[str, float]:
    """The least, the median and the greatest of some rates."""
    return {"count": len(rates), "least": min(rates), "median": statistics.median(rates), "greatest": max(rates)}


def main() -> int:
    """Print the rates; 1 if a median is too low."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("families", metavar="FAMILY", nargs="*", help="only these families")
    parser.add_argument("--seconds", type=float, default=0.1, help="CPU time for each family")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    rows = measure_families(options.families, options.seconds)
    other = measure_mathgenerator(options.seconds / 2)
    kinds = {
        kind: summary([row["per_second"] for row in rows if row["symbolic"] is symbolic])
        for kind, symbolic in (("numeric", False), ("symbolic", True))
        if any(row["symbolic"] is symbolic for row in rows)
    }
    if other.get("per_second"):
        kinds["mathgenerator"] = summary(list(other["per_second"].values()))
    if options.json:
        print(json.dumps({"families": rows, "mathgenerator": other, "summary": kinds}, ensure_ascii=False, indent=1))
    else:
        for row in sorted(rows, key=lambda row: row["per_second"]):
            print(f"{row['family']:<42}{row['per_second']:>10,.0f} /s")
        print("\ndrawn and judged in a second of one core (mathgenerator: drawn):")
        for kind, found in kinds.items():
            spread = "".join(f"{name} {found[name]:>10,.0f}  " for name in ("least", "median", "greatest"))
            print(f"{kind:<14}{found['count']:>5}  {spread}")
        if "missing" in other:
            print(f"mathgenerator could not be imported: {other['missing']}")
        for title, why in other.get("stopped", {}).items():
            print(f"mathgenerator stopped at {title}: {why}")
    low = [
        kind
        for kind, least in (("numeric", LEAST_NUMERIC), ("symbolic", LEAST_SYMBOLIC))
        if kind in kinds and kinds[kind]["median"] < least
    ]
    return int(bool(low))


if __name__ == "__main__":
    sys.exit(main())
