"""The words and names that every part of a question file is made of."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, Language] = ("ja", "en")

_HYPHENED, _NAME = r"^[a-z0-9]+(-[a-z0-9]+)*$", r"^[a-z][a-z0-9_]*$"
_FAMILY = r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$"
_RELATED, _HASH = f"{_HYPHENED}|{_FAMILY}", r"^[0-9a-f]{16}$"
# The names of drawn numbers, and what a translation was made from.
VARIABLE, TRANSLATED = r"^[A-Za-z][A-Za-z0-9_]*$", r"^(en:)?[0-9a-f]{16}$"
# What each of them says in words: the messages `bank.<code>`.
PATTERNS = {
    _HYPHENED: "pattern_hyphened",
    _NAME: "pattern_name",
    _FAMILY: "pattern_family",
    _RELATED: "pattern_related",
    _HASH: "pattern_hash",
    VARIABLE: "pattern_variable",
    TRANSLATED: "pattern_hash",
}

QuestionId = Annotated[str, StringConstraints(pattern=_HYPHENED, max_length=60)]
# The name of a mistake, a step or a choice: stored answers refer to it, so it never changes.
Name = Annotated[str, StringConstraints(pattern=_NAME, max_length=40)]
FamilyName = Annotated[str, StringConstraints(pattern=_FAMILY, max_length=80)]
# A misconception keeps its name over all questions, so that statistics can follow it: batch-norm-uses-test-batch.
MisconceptionName = Annotated[str, StringConstraints(pattern=_HYPHENED, max_length=60)]
# What `see_also` may name: a question, or a family of problems.
Related = Annotated[str, StringConstraints(pattern=_RELATED, max_length=80)]
ContentHash = Annotated[str, StringConstraints(pattern=_HASH)]
# White space alone says nothing.
SAYS_SOMETHING = r"\S"
Words = Annotated[str, StringConstraints(pattern=SAYS_SOMETHING, min_length=1, max_length=8_000)]
Label = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Finite = Annotated[float, Field(allow_inf_nan=False)]


class Part(BaseModel):
    """What all parts of a question file share: unknown fields are errors, and nothing changes after reading."""

    # Built when the first file is read, not when the program starts: what is kept of a bank needs no schema.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class Text(Part):
    """One text in both languages, in CommonMark with `$…$` and `$$…$$` formulas and `{{name}}` for drawn numbers."""

    ja: Words
    en: Words

    def __getitem__(self, language: str) -> str:
        return self.en if language == "en" else self.ja
