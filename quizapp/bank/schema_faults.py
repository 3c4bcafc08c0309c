"""What the schema refuses of a question file, told by the names that stand in the file: once for each slip.

Where a field may have several forms, pydantic tells what each of them would need, under names of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from quizapp.bank import yaml_slips
from quizapp.bank.faults import BankFault
from quizapp.bank.reader import Document
from quizapp.bank.schema import FORM_CODES
from quizapp.bank.schema_text import PATTERNS, SAYS_SOMETHING
from quizapp.text.messages.bank import CATALOG

# Where a text stands for something else, it may be a slip of the keyboard.
_MISTYPED = frozenset(
    {
        *("model_type", "model_attributes_type", "dict_type", "list_type", "int_type", "float_type", "bool_type"),
        *("enum", "literal_error", "string_pattern_mismatch", "union_tag_invalid"),
    }
)


@dataclass(frozen=True, slots=True)
class _Refused:
    """One error of the schema at a `location` of the file, and of which `branch` of the union at `union` it is."""

    location: tuple[str | int, ...]
    details: Mapping[str, Any]
    union: tuple[str | int, ...] | None
    branch: str

    @property
    def of_type(self) -> bool:
        """Whether it says that the value at the union itself is of another type, and no more."""
        return self.location == self.union and str(self.details["type"]).endswith("_type")


def schema_faults(document: Document, error: ValidationError) -> Iterator[BankFault]:
    """What the schema refuses, once for each slip: of the branches of a union only what is meant by the value."""
    refused = [_in_file(document.data, dict(details)) for details in error.errors(include_url=False)]
    told: set[tuple[str | int, ...]] = set()
    for found in refused:
        if found.union is None:
            yield _schema_fault(document, found.location, found.details)
            continue
        if found.union in told:
            continue
        told.add(found.union)
        branches: dict[str, list[_Refused]] = {}
        for other in refused:
            if other.union == found.union:
                branches.setdefault(other.branch, []).append(other)
        near = [branch for branch in branches.values() if len(branches) == 1 or not all(one.of_type for one in branch)]
        if near:
            # What fits furthest is what is meant.
            for one in max(near, key=lambda branch: max(len(one.location) for one in branch)):
                yield _schema_fault(document, one.location, one.details)
        else:
            kinds = {str(one.details["type"]) for branch in branches.values() for one in branch}
            yield _schema_fault(document, found.union, {**found.details, "type": _one_of(kinds)})


def _one_of(kinds: set[str]) -> str:
    """The error that says which types of values there can be."""
    if "string_type" not in kinds:
        return "float_type"
    return "number_list_text" if "list_type" in kinds else "number_or_text"


def _in_file(data: Any, details: Mapping[str, Any]) -> _Refused:
    """An error at its place in the file, without the branches of unions that pydantic names on the way."""
    location: list[str | int] = []
    union: tuple[str | int, ...] | None = None
    branch = ""
    parts = details["loc"]
    for number, part in enumerate(parts, 1):
        here = isinstance(data, dict) and part in data
        if here or (isinstance(data, list) and isinstance(part, int) and part < len(data)):
            data = data[part]
            location.append(part)
        elif part == "[key]" or (number == len(parts) and details["type"] == "missing"):
            location.append(part)
        elif union is None:
            union, branch = tuple(location), str(part)
    return _Refused(tuple(location), details, union, branch)


def _schema_fault(document: Document, location: tuple[str | int, ...], details: Mapping[str, Any]) -> BankFault:
    place = document.place(location)
    name = str(location[-1]) if location else "?"
    parent = str(location[-2]) if len(location) > 1 else "?"
    # A name that stands as a key is told as what it names.
    dotted = ".".join(str(part) for part in location if part != "[key]") or document.file.stem
    kind = str(details["type"])
    context = details.get("ctx")
    values: dict[str, object] = {"field": dotted, "reason": str(details["msg"])}
    values |= dict(context) if isinstance(context, dict) else {}
    for limit in {"ge", "gt", "le", "lt"} & set(values):
        if isinstance(least := values[limit], float):
            values[limit] = f"{least:.15g}"
    for names in {"expected", "expected_tags"} & set(values):
        # Without the branch that no file names.
        values[names] = ", ".join(re.findall(r"'((?!drawn')[^']*)'", str(values[names])))
    if kind == "missing":
        if name in ("ja", "en"):
            return BankFault(document.file, *place, "missing_language", {"field": name, "parent": parent})
        return BankFault(document.file, *place, "missing", {"field": name})
    if kind == "extra_forbidden":
        return BankFault(document.file, *place, "unknown_field", {"field": name})
    if values.get("pattern") == SAYS_SOMETHING:
        return BankFault(document.file, *place, "blank_text", {"field": dotted})
    if location == ("id",) and isinstance(document.data, dict) and ":" in str(document.data.get("id")):
        return BankFault(document.file, *place, "id_with_bank", {"id": str(document.data["id"]).rpartition(":")[2]})
    written = details.get("input")
    if kind in _MISTYPED and isinstance(written, str) and (slip := yaml_slips.in_text(written)) is not None:
        return BankFault(document.file, *place, slip[0], {"field": dotted, **slip[1]})
    if kind == "string_pattern_mismatch" and values.get("pattern") in PATTERNS:
        values["said"] = PATTERNS[str(values["pattern"])]
    code = kind if kind in FORM_CODES else f"type_{kind}" if f"type_{kind}" in CATALOG else "wrong_type"
    return BankFault(document.file, *place, code, values)
