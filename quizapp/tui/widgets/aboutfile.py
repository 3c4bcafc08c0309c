"""What stands below the tree of the banks: of a branch where it is and whether it can be written, of a file its
findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.content import Content

from quizapp.text.safe import safe_text
from quizapp.tui.authoring_banks import FileRow, Marks
from quizapp.tui.findings import finding_words
from quizapp.tui.speech import say
from quizapp.tui.widgets.banktree import Branch, Node
from quizapp.tui.widgets.outline import first_words
from quizapp.tui.widgets.titlebar import cut

_MOST_NAME = 40


def about_lines(node: Node, marks: Marks, language: str, width: int, key_of: Callable[[str], str]) -> Iterator[Content]:
    """Every line, the most important first. `key_of`: the key of an action here."""
    if isinstance(node, Branch):
        yield from _about_branch(node, language, width)
    else:
        yield from _about_file(node, marks, language, width, key_of)


def _about_branch(branch: Branch, language: str, width: int) -> Iterator[Content]:
    shelf = branch.shelf
    place = shelf.folder / branch.chapter if branch.chapter else shelf.folder
    yield Content(cut(safe_text(str(place)), width)).stylize("$quiet")
    words = say(language, shelf.closed or ("author_writable" if shelf.name else "author_checkout"))
    yield from Content(words).stylize("$partial" if shelf.closed else "$quiet").wrap(width)


def _about_file(
    row: FileRow, marks: Marks, language: str, width: int, key_of: Callable[[str], str]
) -> Iterator[Content]:
    words = first_words(row.en if language == "en" else row.ja)
    yield Content(cut(words or safe_text(row.name), width))
    about = (
        [say(language, f"kind_of_{row.kind}"), row.topic, say(language, "level", level=row.level)] if row.kind else []
    )
    yield Content(" · ".join([*about, cut(safe_text(row.file.name), _MOST_NAME)])).stylize("$quiet")
    for fault in marks.first:
        sign, colour = ("×", "$wrong") if fault.severity == "error" else ("!", "$partial")
        place = f"{fault.line}:{fault.column} "
        told = cut(finding_words(fault, language, key_of), max(8, width - len(place) - 2))
        yield Content.assemble((f"{sign} ", f"bold {colour}"), (place, "$quiet"), told)
