"""The bank at 2,000 and 20,000 questions: load, reload, lint, draw, beside PyYAML's own `safe_load` of the same files.

    python bench/bank.py [--sizes 2000 20000] [--repeat N] [--cpu] [--json]

The files are copies of the shipped questions under other ids, with other kana in their words, so that no text is met
twice. `safe_load` is PyYAML with its C loader: it builds the data only, and finds none of what the strict reader and
the schema find. Medians in milliseconds, all in one run; with `--cpu` of the computing time of this process, for a
computer on which much else is running. The first lint of a bank looks at every question; the second one takes what the
first has kept. The memory is the most that the process has had up to then.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import yaml

from quizapp.bank.catalog import load, question_files
from quizapp.bank.lint import lint
from quizapp.bank.store import Store
from quizapp.bank.variants import draw

SHIPPED = Path(__file__).resolve().parents[1] / "questions"
KANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん"
SEE_ALSO = re.compile(r"^see_also:.*(?:\n[ -].*)*", re.MULTILINE)
REVIEWS = re.compile(r"^reviewed_by:.*\n(?:[ -].*\n)*", re.MULTILINE)
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def make_bank(folder: Path, size: int) -> None:
    """A bank of `size` question files, as the shipped ones are."""
    for name in ("syllabus.yaml", "tracks.yaml"):
        (folder / name).write_bytes((SHIPPED / name).read_bytes())
    sources = [(file.parent.name, file.stem, file.read_text(encoding="utf-8")) for file in question_files(SHIPPED)]
    for assets in SHIPPED.glob("*/assets"):
        shutil.copytree(assets, folder / assets.parent.name / "assets")
    fresh = {name: f"{name[:48]}-{place}" for place, (_, name, _) in enumerate(sources)}
    for number in range(size):
        copy, place = divmod(number, len(sources))
        chapter, name, text = sources[place]
        head, stem, words = text.partition("\nstem:")
        other = str.maketrans(KANA, KANA[copy % len(KANA) :] + KANA[: copy % len(KANA)])
        text = head.replace(f"\nid: {name}\n", f"\nid: {name[:48]}-{number}\n", 1) + stem + words.translate(other)
        # What a question refers to is in the first copy.
        text = SEE_ALSO.sub(lambda found: ID.sub(lambda word: fresh.get(word[0], word[0]), found[0]), text)
        # Nobody has reviewed the words of a copy.
        text = REVIEWS.sub("", text) if copy else text
        (folder / chapter).mkdir(exist_ok=True)
        (folder / chapter / f"{name[:48]}-{number}.yaml").write_text(text, encoding="utf-8")


def memory() -> float:
    """The most memory that this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def milliseconds(clock: Callable[[], float], run: Callable[[], object], repeat: int) -> float:
    """The median time of `run` by a clock."""
    times = []
    for _ in range(repeat):
        begun = clock()
        run()
        times.append((clock() - begun) * 1000)
    return statistics.median(times)


def safe_load(files: list[Path]) -> None:
    """PyYAML's reading of the same files."""
    for file in files:
        with file.open("rb") as stream:
            yaml.load(stream, Loader=yaml.CSafeLoader)


def measure(size: int, repeat: int, clock: Callable[[], float]) -> dict[str, float]:
    """All figures for a bank of one size."""
    timed = partial(milliseconds, clock)
    with tempfile.TemporaryDirectory() as name:
        folder, place = Path(name) / "bank", Path(name) / "kept.sqlite"
        folder.mkdir()
        make_bank(folder, size)
        files = question_files(folder)
        found: dict[str, float] = {"questions": len(files)}
        found["safe_load"] = timed(lambda: safe_load(files), repeat)
        found["cold"] = timed(lambda: load(folder), repeat)
        found["cold, and kept"] = timed(lambda: load(folder, store=Store(place)), 1)
        found["kept"] = timed(lambda: load(folder, store=Store(place)), 2 * repeat + 1)
        catalog = load(folder, store=Store(place))
        found["kept, every question asked for"] = timed(lambda: catalog.questions, 1)
        changed = files[len(files) // 2]

        def reload() -> None:
            changed.write_text(changed.read_text(encoding="utf-8") + "\n", encoding="utf-8")
            catalog.reload()

        found["reload of one changed file"] = timed(reload, 2 * repeat + 1)
        names = list(catalog.entries)[:500]
        found["draw, for each question"] = timed(lambda: [draw_first(catalog, name) for name in names], 1) / 500

        found["memory, MiB"] = memory()
        found["lint, first time"] = timed(lambda: lint(load(folder, store=Store(place))), 1)
        found["lint"] = timed(lambda: lint(load(folder, store=Store(place))), repeat)

        def one_changed() -> None:
            changed.write_text(changed.read_text(encoding="utf-8") + "\n", encoding="utf-8")
            again = load(folder, store=Store(place))
            lint(again, [changed.stem])

        found["load and lint of one changed file"] = timed(one_changed, 2 * repeat + 1)
        found["memory with the lint, MiB"] = memory()
        found["findings"] = len(lint(load(folder, store=Store(place))))
        return found


def draw_first(catalog: object, name: str) -> None:
    """One variant of a question."""
    question = catalog.find(name)  # type: ignore[attr-defined]
    draw(question, 1, part=question.part_names[0])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[2_000, 20_000])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--cpu", action="store_true")
    options = parser.parse_args()
    clock = time.process_time if options.cpu else time.perf_counter
    rows = [measure(size, options.repeat, clock) for size in options.sizes]
    if options.json:
        print(json.dumps(rows, indent=2))
        return
    for row in rows:
        print(f"\n{row.pop('questions'):.0f} questions")
        for name, value in row.items():
            if name == "findings" or name.startswith("memory"):
                print(f"  {name:<34}{value:>12.0f}")
            else:
                print(f"  {name:<34}{value:>12.1f} ms{value / row['safe_load']:>10.2f} × safe_load")


if __name__ == "__main__":
    main()
