"""What a question may show beside its words: listings, tables, plots, diagrams and figures."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from quizapp.bank.schema_figure import Figure
from quizapp.bank.schema_text import Finite, Label, Part, Text, Words


class Listing(Part):
    """Code. `[[a]]` marks the blank that part `a` asks for; it is shown as （あ） or ⟦a⟧, in the order of the parts."""

    kind: Literal["listing"]
    language: Label = "python"
    source: Words


class Table(Part):
    """A table; every row has as many cells as the header."""

    kind: Literal["table"]
    header: Annotated[list[Text | Label], Field(min_length=1, max_length=10)]
    rows: Annotated[list[list[Text | Label | int | Finite]], Field(min_length=1, max_length=30)]


class Series(Part):
    """One line (or set of points or bars) of a plot."""

    name: Text
    x: Annotated[list[Finite], Field(min_length=1, max_length=200)]
    y: Annotated[list[Finite], Field(min_length=1, max_length=200)]


class Plot(Part):
    """A plot given as data and drawn by the program."""

    kind: Literal["plot"]
    form: Literal["line", "scatter", "bar"] = "line"
    x: Text
    y: Text
    series: Annotated[list[Series], Field(min_length=1, max_length=6)]


class Diagram(Part):
    """A diagram in Unicode characters, in each language."""

    kind: Literal["diagram"]
    ja: Words
    en: Words


Material = Annotated[Listing | Table | Plot | Diagram | Figure, Field(discriminator="kind")]
