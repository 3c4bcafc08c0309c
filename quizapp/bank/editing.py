"""Edits of a question file that leave everything else in it as its author laid it out: comments, order, line ends.

A line is inserted or a scalar replaced at its place in the text; the file is never dumped anew. Each edit is read back
and compared with what was meant before anything is written.
"""

from __future__ import annotations

import errno
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from quizapp.bank.faults import BankFault
from quizapp.bank.holding import Busy, held
from quizapp.bank.reader import Data, Unreadable, decoded, raw_content, read_text
from quizapp.bank.store import digest_of

_PLAIN = re.compile(r"[A-Za-z\u3040-\u30ff\u4e00-\u9fff][\w\u3040-\u30ff\u4e00-\u9fff.@ -]*")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Lines = list[str]


class NotEditable(Exception):
    """A file whose layout does not allow the edit; `fault` says where and why."""

    def __init__(self, fault: BankFault) -> None:
        super().__init__(fault.place)
        self.fault = fault


def scalar_text(value: str) -> str:
    """A text as one YAML scalar that reads back as that text: plain where it can be, else in single quotes."""
    plain = _PLAIN.fullmatch(value) and value == value.strip() and ": " not in value
    if plain and value.lower() not in ("yes", "no", "on", "off", "true", "false", "null"):
        return value
    return "'" + value.replace("'", "''") + "'"


def _scalar(value: str | int) -> str:
    return str(value) if isinstance(value, int) else scalar_text(value)


def set_status(source: str, status: str) -> str:
    """The text of a question file with another status."""
    root = _root(source)
    for key, value in root.value:
        if key.value == "status":
            return _replaced(source, value, _like(value, status))
        if key.value == "kind":
            after = value
    line = after.start_mark.line
    lines = source.split("\n")
    return "\n".join([*lines[: line + 1], f"status: {status}", *lines[line + 1 :]])


def set_scalar(source: str, field: str, value: str) -> str:
    """The text of a question file with a text field of its first level set: in its place, or at the end."""
    for key, node in _root(source).value:
        if key.value == field:
            return _replaced(source, node, _like(node, value))
    return source.rstrip("\n") + f"\n{field}: {scalar_text(value)}\n"


def add_record(source: str, field: str, record: Mapping[str, str | int], same: Callable[[dict[str, str]], bool]) -> str:
    """The text with `record` in the list `field`: in the place of the record that is the `same`, or at its end."""
    root = _root(source)
    flow = "{" + ", ".join(f"{name}: {_scalar(value)}" for name, value in record.items()) + "}"
    for key, value in root.value:
        if key.value != field:
            continue
        if not isinstance(value, yaml.SequenceNode):
            raise _refused(value, field)
        for item in value.value:
            if isinstance(item, yaml.MappingNode) and same({k.value: v.value for k, v in item.value}):
                return _with_item(source, item, flow, record)
        if value.flow_style:
            end = value.end_mark.index - 1
            return source[:end].rstrip() + (", " if value.value else "") + flow + source[end:]
        last = _last_line(value)
        indent = " " * value.start_mark.column
        lines = source.split("\n")
        return "\n".join([*lines[: last + 1], f"{indent}- {flow}", *lines[last + 1 :]])
    return source.rstrip("\n") + f"\n{field}:\n  - {flow}\n"


def save(
    file: Path,
    change: Callable[[str], str],
    expected: Callable[[dict[str, Data]], dict[str, Data]],
    digest: str = "",
) -> None:
    """Change the text of a file; `expected` tells the data that it must then hold.

    `digest`: of the content that was looked at before this was asked for (`store.digest_of`); a file with another one
    is not changed. The file is replaced as a whole, with its mode and line ends kept. Raises `Unreadable`,
    `NotEditable` or OSError, and has then changed nothing.
    """
    with changing(file):
        raw = raw_content(file)
        if digest and digest_of(raw) != digest:
            raise _changed(file)
        text = decoded(raw, file)
        before = read_text(text, file).data
        mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
        ends = "\r\n" if "\r\n" in text else "\n"
        edited = change(text.replace("\r\n", "\n"))
        if not isinstance(before, dict) or _differ(read_text(edited, file).data, expected(dict(before))):
            raise NotEditable(BankFault(file, 0, 0, "not_editable"))
        write_over(file, raw, mark + edited.replace("\n", ends).encode())


@contextmanager
def changing(file: Path) -> Iterator[None]:
    """Read, change and write a file while no other run of this program does; blocks of one thread may be nested.

    Raises `NotEditable` where another run takes too long.
    """
    try:
        with held(file.parent):
            yield
    except Busy:
        raise NotEditable(BankFault(file, 0, 0, "file_busy")) from None


def write_over(file: Path, before: bytes, content: bytes) -> None:
    """Write a file that still holds what its new content was made from. Raises `Unreadable`, OSError, or
    `NotEditable` where another program has written it since.
    """
    with changing(file):
        write_whole(file, content, before)


def _changed(file: Path) -> NotEditable:
    return NotEditable(BankFault(file, 0, 0, "file_changed"))


def is_protected(file: Path) -> bool:
    """Whether a file is there and may not be written: nobody may, or not who runs the program."""
    try:
        mode = file.stat().st_mode
    except OSError:
        return False
    return not (mode & 0o222 and os.access(file, os.W_OK))


def write_whole(file: Path, content: bytes, before: bytes | None = None) -> None:
    """Write a file so that it is never seen half written; it keeps its mode. Raises OSError, also for a file that is
    there and read-only: to put another in its place would only need the folder.

    `before`: what it must still hold; compared last, because editors hold no folder. Raises as `write_over` does.
    """
    if is_protected(file):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))
    mode = file.stat().st_mode & 0o777 if file.exists() else 0o644
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".part")
    except OSError as error:
        # Named by the file that was meant.
        raise type(error)(error.errno, error.strerror, str(file)) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(mode)
        if before is not None and raw_content(file) != before:
            raise _changed(file)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _root(source: str) -> Any:
    """The root of the tree of nodes: for places only, after the strict reader has read the same text."""
    root = yaml.compose(source, Loader=_Loader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise NotEditable(BankFault(Path(), 0, 0, "not_editable"))
    return root


def _refused(node: Any, field: str) -> NotEditable:
    place = (node.start_mark.line + 1, node.start_mark.column + 1)
    return NotEditable(BankFault(Path(), *place, "not_editable", {"field": field}))


def _replaced(source: str, node: Any, text: str) -> str:
    return source[: node.start_mark.index] + text + source[node.end_mark.index :]


def _like(node: Any, value: str) -> str:
    """A text quoted if the scalar in its place is: a comment may stand behind a quoted scalar only."""
    return "'" + value.replace("'", "''") + "'" if node.style in ("'", '"') else scalar_text(value)


def _with_item(source: str, item: Any, flow: str, record: Mapping[str, str | int]) -> str:
    """A record rewritten: a flow mapping as a whole; of a block mapping the values that it has."""
    if item.flow_style:
        return _replaced(source, item, flow)
    have = {key.value: value for key, value in item.value}
    if not have.keys() <= record.keys() or not record.keys() <= have.keys():
        # Other fields than before: the whole record becomes one line.
        end = max(value.end_mark.index for value in have.values())
        return source[: item.start_mark.index] + flow + source[end:]
    for name, value in sorted(have.items(), key=lambda found: -found[1].start_mark.index):
        now = record[name]
        source = _replaced(source, value, str(now) if isinstance(now, int) else _like(value, now))
    return source


def _last_line(node: Any) -> int:
    """The line that a block sequence ends on, which its end mark (the next token) is not."""
    parts = [part for item in node.value for part in (_leaves(item))]
    return max(int(part.end_mark.line) for part in parts)


def _leaves(node: Any) -> list[Any]:
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        return [leaf for pair in node.value for part in pair for leaf in _leaves(part)]
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        return [leaf for part in node.value for leaf in _leaves(part)]
    return [node]


def _differ(found: Any, expected: Any) -> bool:
    return json.dumps(found, sort_keys=True) != json.dumps(expected, sort_keys=True)


def unreadable_fault(error: Unreadable | NotEditable, file: Path) -> BankFault:
    """The fault of a failed edit, with the file that was meant."""
    fault = error.fault
    return BankFault(file, fault.line, fault.column, fault.code, fault.values)
