"""Writes docs/calculators.md from the docstrings of `calculators` and the families of problems.

python docs/generate_calculators.py          (make docs)
python docs/generate_calculators.py --check  exit status 1 where the page is not current
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import pkgutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import calculators
from calculators.problems import all_families, draw_problem

PAGE = Path(__file__).with_name("calculators.md")
# A family may name a mistake in a few of its variants only: enough of them must be drawn to meet it.
SEEDS = range(40)

HEAD = """\
# calculators

`calculators` is a library of its own: the arithmetic of deep learning as small functions that do what one does by
hand, and families of problems drawn from them. It needs NumPy, and SymPy where formulas are derived. This page is
written by `make docs` from the docstrings; the examples are run by the tests.

```python
from calculators import convolution
from calculators.problems import draw_problem, find_family

convolution.output_size(224, 7, stride=2, padding=3)      # 112
problem = draw_problem(find_family("convolution.output_size"), seed=1)
problem.given, problem.answer, problem.mistakes
```

A source that is given for a module holds for each function that names no other.
"""

FAMILIES = """\
## Families of problems

`calculators.problems.draw_problem(find_family(name), seed)` draws one. Each holds the rules of
`quizapp calc stress`; "mistakes" are the wrong ways whose values it knows.

| family | topics | what is asked | mistakes |
|---|---|---|---|
"""


def modules() -> list[ModuleType]:
    """The modules of reference functions, by name."""
    names = sorted(found.name for found in pkgutil.iter_modules(calculators.__path__) if not found.ispkg)
    return [importlib.import_module(f"calculators.{name}") for name in names]


def functions(module: ModuleType) -> list[Callable[..., object]]:
    """The module's own public functions, in the order of the file."""
    own = [
        value
        for name, value in vars(module).items()
        if not name.startswith("_")
        and inspect.isfunction(inspect.unwrap(value) if callable(value) else value)
        and value.__module__ == module.__name__
    ]
    return sorted(own, key=lambda function: inspect.unwrap(function).__code__.co_firstlineno)


def text_and_example(function: Callable[..., object]) -> tuple[str, str]:
    """The docstring before its example, and the example."""
    text, arrow, example = (inspect.getdoc(function) or "").partition(">>>")
    return text.rstrip(), (arrow + example).rstrip()


def module_page(module: ModuleType) -> Iterator[str]:
    """One module: what it is about, then each function with its signature, text and example."""
    name = module.__name__.rpartition(".")[2]
    yield f"## {name}\n\n{inspect.getdoc(module)}\n"
    for function in functions(module):
        text, example = text_and_example(function)
        signature = str(inspect.signature(function)).replace("'", "")
        yield f"### {name}.{function.__name__}\n\n```python\n{function.__name__}{signature}\n```\n\n{text}\n"
        if example:
            yield f"```pycon\n{example}\n```\n"


def families_table() -> str:
    """Each family with its topics, summary and the mistakes that it names."""
    rows = []
    for family in all_families():
        mistakes = sorted({name for seed in SEEDS for name in draw_problem(family, seed).mistakes})
        cells = [f"`{family.name}`", ", ".join(family.topics), family.summary, ", ".join(mistakes)]
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return FAMILIES + "\n".join(rows) + "\n"


def page() -> str:
    """The whole page."""
    found = modules()
    contents = " · ".join(f"[{name}](#{name})" for name in (module.__name__.rpartition(".")[2] for module in found))
    parts = [HEAD, f"{contents} · [families](#families-of-problems)\n"]
    for module in found:
        parts += module_page(module)
    return "\n".join([*parts, families_table()])


def main() -> int:
    """Write the page, or tell whether it is current."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 where it is not current")
    if not parser.parse_args().check:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page():
        return 0
    print("docs/calculators.md is not current; run: make docs", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
