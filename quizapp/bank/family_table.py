"""What families of problems have, drawn when the program was made: `family_table.json`, written by `make docs`.

What stands there of a family counts only as long as everything that it rests on is as it was: the sources of its
module and of all that they import of ours, and the versions of Python and of the libraries that compute. The families
of a module that was changed since are drawn again by whoever asks.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import Any

import calculators
import quizapp

TABLE = Path(__file__).with_name("family_table.json")
_LIBRARIES = ("mpmath", "numpy", "sympy")
_ROOMS = {str(room.__name__): Path(str(room.__file__)).parent for room in (calculators, quizapp)}
# Beside a family's own module: what draws a problem, writes its answer and draws formulas; and how it is looked at.
_ALWAYS = ("calculators.problems", "calculators.answers.writing", "quizapp.text.formula")
_LOOKING = Path(__file__).with_name("families.py")

_OURS = r"(?:calculators|quizapp)\b[\w.]*"
_IMPORT = re.compile(
    rf"^[ \t]*(?:from[ \t]+(?P<place>{_OURS})[ \t]+import[ \t]+(?P<names>\([^)]*\)|[^\n]*)"
    rf"|import[ \t]+(?P<modules>{_OURS}))",
    re.MULTILINE,
)
_WORD = re.compile(r"[\w.]+")


def known(family: str) -> Any:
    """What the table has of a family, as plain data; None where it has nothing, or not of the module as it is now."""
    module = family.partition(".")[0]
    found = _modules().get(module)
    if found is None or found["sources"] != sources_mark(module):
        return None
    return found["families"].get(family)


def names() -> list[str]:
    """The families that the table has, as they are now or were."""
    return sorted(name for found in _modules().values() for name in found["families"])


def is_current(families: Iterable[str]) -> bool:
    """Whether the table has all of these families as they are now, and no others."""
    names = set(families)
    return names == {name for found in _modules().values() for name in found["families"]} and None not in map(
        known, names
    )


@lru_cache(maxsize=256)
def sources_mark(module: str) -> str:
    """A hash of everything of ours that the families of a module rest on."""
    mark = blake2b(_mark_of(_LOOKING), digest_size=8)
    for name in sorted(reached_modules(f"calculators.problems.{module}", *_ALWAYS)):
        file = _file_of(name)
        assert file is not None
        mark.update(name.encode() + _mark_of(file))
    return mark.hexdigest()


def reached_modules(*names: str) -> set[str]:
    """Modules of ours, and all of ours that they import at any place."""
    found: set[str] = set()
    waiting = [name for name in names if _file_of(name) is not None]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _imported(name)
    return found


def write(facts: Mapping[str, Any]) -> None:
    """Write the table, a family on each line."""
    by_module: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(facts):
        line = json.dumps(facts[name], ensure_ascii=False, separators=(",", ":"))
        by_module[name.partition(".")[0]].append(f"{json.dumps(name)}: {line}")
    modules = [
        f'{json.dumps(module)}: {{"sources": "{sources_mark(module)}", "families": {{\n' + ",\n".join(lines) + "}}"
        for module, lines in by_module.items()
    ]
    head = f'{{"made_with": {json.dumps(_made_with())}, "modules": {{\n'
    TABLE.write_text(head + ",\n".join(modules) + "}}\n", encoding="utf-8")
    _modules.cache_clear()


@lru_cache(maxsize=1)
def _modules() -> Mapping[str, Any]:
    try:
        table = json.loads(TABLE.read_bytes())
        found: Mapping[str, Any] = table["modules"] if table["made_with"] == _made_with() else {}
    except (OSError, ValueError, TypeError, KeyError):
        return {}
    return found


def _made_with() -> str:
    versions = [f"python {sys.version_info.major}.{sys.version_info.minor}"]
    return ", ".join([*versions, *(f"{name} {metadata.version(name)}" for name in _LIBRARIES)])


@lru_cache(maxsize=1024)
def _imported(name: str) -> tuple[str, ...]:
    """The modules of ours that a module imports, with the packages that they are in."""
    file = _file_of(name)
    assert file is not None
    found = {name.rpartition(".")[0]}
    for match in _IMPORT.finditer(_content(file).decode()):
        if match["modules"] is not None:
            found.update(_WORD.findall(match["modules"]))
        else:
            # What is imported from a package may be a module of it.
            found.add(match["place"])
            found.update(f"{match['place']}.{word}" for word in _WORD.findall(match["names"]))
    return tuple(other for other in found if _file_of(other) is not None)


@lru_cache(maxsize=8192)
def _file_of(name: str) -> Path | None:
    """The file of a module or package of ours; None for anything else."""
    room, *inner = name.split(".")
    if room not in _ROOMS:
        return None
    place = _ROOMS[room].joinpath(*inner)
    for file in (place / "__init__.py", place.parent / f"{place.name}.py"):
        if file.is_file():
            return file
    return None


@lru_cache(maxsize=512)
def _mark_of(file: Path) -> bytes:
    return blake2b(_content(file), digest_size=8).digest()


def _content(file: Path) -> bytes:
    return file.read_bytes().replace(b"\r\n", b"\n")
