"""What is wrong with a question file, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from quizapp.text.messages import message
from quizapp.text.safe import safe_text
from quizapp.text.system import numbered_reason

# Characters of a file's own text in a message.
_LONGEST = 200


def one_line(text: str) -> str:
    """A piece of a file as it may stand in a message: harmless, short, and on one line. What is cut off is marked with
    dots, and a list is cut behind a whole name.
    """
    line = " ".join(safe_text(text[: 2 * _LONGEST]).split())
    if len(line) <= _LONGEST and len(text) <= 2 * _LONGEST:
        return line
    shown = line[: _LONGEST - 1]
    whole, comma, _ = shown.rpartition(", ")
    return (f"{whole}{comma}" if comma else shown) + "…"


def answer_reason(language: str, values: Mapping[str, object]) -> str:
    """Why an answer can't be used, as of a typed answer, in a language (`judgeable.KeyFault.values`)."""
    told = values.get("answer_values")
    if "reason_code" in values:
        plain = {name: one_line(value) if isinstance(value, str) else value for name, value in values.items()}
        return message(language, f"bank.{values['reason_code']}", **plain)
    if "answer_fault" not in values or not isinstance(told, Mapping):
        return one_line(str(values["reason"]))
    safe = {name: one_line(value) if isinstance(value, str) else value for name, value in told.items()}
    return message(language, f"answers.{values['answer_fault']}", **safe).rstrip("。.")


@dataclass(frozen=True, slots=True)
class BankFault:
    """One finding: `code` names the message (`bank.<code>`), `values` fills it; line and column count from 1.
    `said` among the values: a message that says it more closely.

    The line is 0 where it is about no line: something can't be done with the file.
    """

    file: Path
    line: int
    column: int
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    severity: Literal["error", "warning"] = "error"

    @property
    def place(self) -> str:
        """`file:line:column`, as editors read it, on one line; the file alone where the line is 0."""
        file = safe_text(str(self.file).replace("\n", "\\n").replace("\r", "\\r"))
        return f"{file}:{self.line}:{self.column}" if self.line else file

    def in_file(self, language: str) -> str:
        """`line:column: words`, for whoever sees which file it is; the words alone where the line is 0."""
        return f"{self.line}:{self.column}: {self.words(language)}" if self.line else self.words(language)

    def words(self, language: str) -> str:
        """What is wrong, in a language. Pieces of the file inside it are shown as harmless text."""
        values = {name: one_line(value) if isinstance(value, str) else value for name, value in self.values.items()}
        number = values.get("errno")
        if isinstance(number, int):
            values["reason"] = numbered_reason(language, number, str(values["reason"]))
        elif "formula_fault" in values:
            reason = f"text.formula_{values['formula_fault']}"
            values["reason"] = message(language, reason, part=values["part"])
        elif "answer_fault" in values or "reason_code" in values:
            values["reason"] = answer_reason(language, self.values)
        elif "argument" in values:
            values["reason"] = message(language, f"bank.argument_{values['argument']}", **values)
        return message(language, f"bank.{values.get('said', self.code)}", **values)


def system_fault(file: Path, code: str, error: OSError) -> BankFault:
    """What the system refuses of a file or folder, as a fault of it: at no line, as none was read."""
    return BankFault(file, 0, 0, code, {"reason": error.strerror or str(error), "errno": error.errno})
