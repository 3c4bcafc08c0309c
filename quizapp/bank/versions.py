"""The version of a question file that git knows as the last commit."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

from quizapp.bank.catalog import question_files
from quizapp.bank.entries import validate
from quizapp.bank.reader import MOST_BYTES, Unreadable, decoded, raw_content, read_text
from quizapp.bank.schema import Question

# Nothing that a repository's own settings name is run.
_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-optional-locks")
_SECONDS = 10


class NoGit(Exception):
    """The folder is in no git checkout, or git can't be run."""


def committed_version(file: Path) -> Question | None:
    """The question in the last commit; None where the file was not in it or was no question. Raises `NoGit`."""
    if _git(file.parent, "rev-parse", "--is-inside-work-tree").stdout.strip() != b"true":
        raise NoGit
    found = _git(file.parent, "cat-file", "blob", f"HEAD:./{file.name}")
    if found.returncode or len(found.stdout) > MOST_BYTES:
        return None
    try:
        question = validate(read_text(decoded(found.stdout, file), file))
    except Unreadable:
        return None
    return question if isinstance(question, Question) else None


def edited_files(folder: Path) -> set[str]:
    """The question files of a bank, by their names below it, that are not as in the last commit. Raises `NoGit`.

    Contents are hashed here: git itself would run the filters that a repository's settings name.
    """
    listed = _git(folder, "ls-tree", "-r", "-z", "HEAD", "--", ".")
    if listed.returncode:
        raise NoGit
    known: dict[str, str] = {}
    for line in listed.stdout.decode("utf-8", "replace").split("\0"):
        about, _, name = line.partition("\t")
        if name:
            known[name] = about.split(" ")[2]
    return {
        f"{file.parent.name}/{file.name}"
        for file in question_files(folder)
        if not _is_blob(file, known.get(f"{file.parent.name}/{file.name}", ""))
    }


def _is_blob(file: Path, name: str) -> bool:
    try:
        content = raw_content(file)
    except Unreadable:
        return False
    algorithm = "sha256" if len(name) == 64 else "sha1"
    return hashlib.new(algorithm, b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest() == name


# A bank is data, its repository's settings too: of a partial clone git would fetch what is missing, by a command that
# the repository names.
_ALONE = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_TERMINAL_PROMPT": "0"}


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603  # no shell, and the arguments are the program's own but for a file's name
            ["git", *_SAFE, *arguments],  # noqa: S607
            cwd=folder,
            env={**os.environ, **_ALONE},
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoGit from error
