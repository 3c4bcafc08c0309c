"""A figure of a question: a picture in the bank's folder, and the words that are enough without it."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from quizapp.bank.schema_text import ContentHash, Part, Text

# In the folder `assets` beside the question files of the chapter: no other folder, no address.
_FILE = r"^assets/[a-z0-9]+([-_][a-z0-9]+)*\.(png|svg)$"


def _in_assets(file: str) -> str:
    if len(file) > 80 or not re.fullmatch(_FILE[1:-1], file):
        raise PydanticCustomError("form_figure_file", "form_figure_file")
    return file


FigureFile = Annotated[
    str, AfterValidator(_in_assets), WithJsonSchema({"type": "string", "pattern": _FILE, "maxLength": 80})
]


class Figure(Part):
    """A picture (PNG or SVG), shown where the terminal can; everywhere else its alternative `alt` is read instead.

    `alt` says all that has to be seen to answer. `digest` is the hash of the file's content (`quizapp bank lint --fix`
    writes it): another picture is another question, which has to be reviewed again.
    """

    kind: Literal["figure"]
    file: FigureFile
    digest: ContentHash
    alt: Text
    caption: Text | None = None
