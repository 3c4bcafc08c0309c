"""A strict reader of YAML: plain data with the line and column of every value, and an error where YAML would guess.

Files are hostile until read. The reader walks the parser's events itself, so that anchors, aliases and tags never build
anything, and what a plain YAML load falls into is an error with its place: `NO` read as false, `1:30` as 90, `010` as
8, a duplicate key whose last value wins, `"\\frac"` in double quotes, a ` #` that cuts a line short, `1e999`.
"""

from __future__ import annotations

import math
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from quizapp.bank import yaml_slips
from quizapp.bank.faults import BankFault, system_fault

MOST_BYTES = 256 * 1024
MOST_DEPTH = 12

Data = None | bool | int | float | str | list["Data"] | dict[str, "Data"]
Path_ = tuple[str | int, ...]
Place = tuple[int, int]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
# Plain scalars that some YAML reader or other takes for something else than the text that stands there.
GUESSED = re.compile(
    r"(?i:yes|no|on|off|null|~|\.inf|[-+]\.inf|\.nan)"
    r"|TRUE|True|FALSE|False"
    r"|[-+]?0[0-9]+(\.[0-9]*)?|[-+]?0[xob][0-9a-fA-F]+|[-+]?[0-9]*\.[0-9]*_[0-9_]*|[-+]?[0-9]+(_[0-9]+)+"
    r"|[-+]?[0-9]+(:[0-5]?[0-9])+(\.[0-9]*)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?"
    r"|[-+]?\.[0-9]+([eE][-+]?[0-9]+)?|[-+]?[0-9]+\."
)
# Signs that can't be seen, that some programs take for the end of a line, or that YAML refuses.
CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069"
    r"\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
# What is meant where a truth belongs.
_MEANT = dict.fromkeys(("yes", "on", "true"), "true") | dict.fromkeys(("no", "off", "false"), "false")


@dataclass(slots=True)
class Document:
    """The data of one file, and where each of its values stands (line and column from 1), by path from the root."""

    file: Path
    data: Data
    places: dict[Path_, Place] = field(default_factory=dict)

    def place(self, path: Path_) -> Place:
        """Where the value at `path` stands, or its nearest ancestor that is in the file.

        Parts of `path` that the file does not have (as the name of a branch of a union in a validation error) are
        passed over.
        """
        known: Path_ = ()
        for part in path:
            if (*known, part) in self.places:
                known = (*known, part)
        return self.places.get(known, (1, 1))


class Unreadable(Exception):
    """A file that can't be read as data; carries the fault."""

    def __init__(self, fault: BankFault) -> None:
        super().__init__(fault.place)
        self.fault = fault


def read_file(file: Path) -> Document:
    """Read one YAML file strictly. Raises `Unreadable` with file, line and column."""
    return read_text(decoded(raw_content(file), file), file)


# A pipe is not waited for: what is no file is told of at once.
_OPENING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def raw_content(file: Path) -> bytes:
    """The content of a file of at most `MOST_BYTES`. Raises `Unreadable`."""
    try:
        opened = os.open(file, _OPENING)
        try:
            if not stat.S_ISREG(os.fstat(opened).st_mode):
                raise Unreadable(BankFault(file, 1, 1, "not_a_file"))
            with open(opened, "rb", closefd=False) as stream:
                raw = stream.read(MOST_BYTES + 1)
        finally:
            os.close(opened)
    except OSError as fault:
        raise Unreadable(system_fault(file, "unreadable_file", fault)) from fault
    if len(raw) > MOST_BYTES:
        raise Unreadable(BankFault(file, 1, 1, "file_too_large", {"limit": MOST_BYTES // 1024}))
    return raw


def decoded(raw: bytes, file: Path) -> str:
    """The text of a file's content, which is UTF-8. Raises `Unreadable`."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        column = len(raw[raw.rfind(b"\n", 0, fault.start) + 1 : fault.start].decode("utf-8", "replace")) + 1
        raise Unreadable(BankFault(file, line, column, "not_utf8")) from fault


def read_text(source: str, file: Path) -> Document:
    """Read YAML from text that came from `file`. Raises `Unreadable`."""
    source = source.replace("\r\n", "\n")
    found = CONTROL.search(source)
    if found:
        line = source.count("\n", 0, found.start()) + 1
        column = found.start() - source.rfind("\n", 0, found.start())
        code = f"U+{ord(found.group()):04X}"
        raise Unreadable(BankFault(file, line, column, "control_character", {"code": code}))
    return _Reader(source, file).document()


class _Reader:
    def __init__(self, source: str, file: Path) -> None:
        self.source = source
        self.file = file
        self.places: dict[Path_, Place] = {}
        self.events = self._parse()

    def _parse(self) -> Iterator[Any]:
        try:
            yield from yaml.parse(self.source, Loader=_Loader)
        except yaml.MarkedYAMLError as fault:
            slip = yaml_slips.explained(self.source, fault)
            raise Unreadable(BankFault(self.file, slip.line, slip.column, slip.code, slip.values)) from fault
        except yaml.YAMLError as fault:
            raise Unreadable(BankFault(self.file, 1, 1, "not_yaml", {"reason": str(fault)})) from fault

    def fault(self, event: Any, code: str, **values: object) -> Unreadable:
        mark = event.start_mark
        return Unreadable(BankFault(self.file, mark.line + 1, mark.column + 1, code, values))

    def document(self) -> Document:
        data: Data = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self.fault(event, "several_documents")
                if event.tags or event.version:
                    raise self.fault(event, "directive")
                data = self.value(next(self.events), (), 1)
        if documents == 0:
            raise Unreadable(BankFault(self.file, 1, 1, "empty_file"))
        return Document(self.file, data, self.places)

    def value(self, event: Any, path: Path_, depth: int) -> Data:
        self.places[path] = (event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.AliasEvent):
            raise self.fault(event, "alias")
        if getattr(event, "anchor", None):
            raise self.fault(event, "anchor")
        if getattr(event, "tag", None):
            raise self.fault(event, "tag")
        if depth > MOST_DEPTH:
            raise self.fault(event, "too_deep", limit=MOST_DEPTH)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path, depth)
        return self.mapping(path, depth)

    def sequence(self, path: Path_, depth: int) -> list[Data]:
        values: list[Data] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self.value(event, (*path, len(values)), depth + 1))
        return values

    def mapping(self, path: Path_, depth: int) -> dict[str, Data]:
        values: dict[str, Data] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self.fault(event, "key_not_text")
            if event.anchor or event.tag:
                raise self.fault(event, "anchor" if event.anchor else "tag")
            key = event.value
            if key == "<<":
                raise self.fault(event, "merge_key")
            if (slip := yaml_slips.in_key(key)) is not None:
                place, code, found = slip
                begin = self.fault(event, code, **found).fault
                raise Unreadable(replace(begin, column=begin.column + place))
            if key in values:
                raise self.fault(event, "duplicate_key", key=key)
            values[key] = self.value(next(self.events), (*path, key), depth + 1)
        return values

    def scalar(self, event: Any) -> Data:
        text: str = event.value
        raw = self.source[event.start_mark.index : event.end_mark.index]
        if event.style == '"':
            # Only \" and \\ are unambiguous: "\frac", "\theta" and "\nabla" would lose their first letter without a
            # word.
            stray = re.search(r'\\(?![\\"])', raw.replace("\\\\", "  "))
            if stray:
                raise self.fault(event, "backslash_in_quotes", found=raw[stray.start() : stray.start() + 6])
            return text
        if event.style != "" and event.style is not None:
            return text
        return self.plain(event, text)

    def plain(self, event: Any, text: str) -> Data:
        if text == "":
            # The line below was meant to be inside, and begins with a full-width space.
            below = self.source[event.end_mark.index :]
            if (found := re.match(r"[^\n]*\n\s*?( *)\u3000", below)) is not None:
                line = event.end_mark.line + 1 + found.group().count("\n")
                raise Unreadable(BankFault(self.file, line, len(found.group(1)) + 1, "full_width_space"))
            raise self.fault(event, "empty_value")
        if text == "true":
            return True
        if text == "false":
            return False
        if INTEGER.fullmatch(text):
            if len(text) > 18:
                raise self.fault(event, "number_too_large", found=text[:40])
            return int(text)
        if DECIMAL.fullmatch(text):
            number = float(text)
            if not math.isfinite(number):
                raise self.fault(event, "number_too_large", found=text[:40])
            return number
        if GUESSED.fullmatch(text):
            if (truth := _MEANT.get(text.lower())) is not None:
                raise self.fault(event, "ambiguous_scalar", found=text, truth=truth, said="ambiguous_truth")
            raise self.fault(event, "ambiguous_scalar", found=text[:40])
        rest_of_line = self.source[event.end_mark.index :].partition("\n")[0]
        if re.match(r"[ \t]+#", rest_of_line):
            raise self.fault(event, "comment_cuts_text", found=rest_of_line.strip()[:40])
        return text
