"""What can't be done with an exam, or a quiz in test mode, told to the person who asked for it."""

from __future__ import annotations

from typing import ClassVar

from quizapp.bank.faults import BankFault
from quizapp.study.faults import StudyFault
from quizapp.text.messages import message


class ExamFault(StudyFault):
    """A request that can't be met; `code` names the message (`exam.<code>`)."""

    code: ClassVar[str]

    def sentence(self, language: str) -> str:
        """What is the matter, in a language."""
        return message(language, f"exam.{self.code}")


class NoSuchExam(ExamFault):
    """The learner has no exam or test of this number, or it was given up."""

    code = "no_such_exam"


class HandedIn(ExamFault):
    """The sheet has been handed in: nothing on it can be changed."""

    code = "handed_in"


class NotHandedIn(ExamFault):
    """The sheet has not been handed in: there is no result."""

    code = "not_handed_in"


class TimeOver(ExamFault):
    """Time has run out: what was on the sheet by then has been handed in, and this was not."""

    code = "time_over"


class Withdrawn(ExamFault):
    """The bank can no longer ask this item; it counts for nothing."""

    code = "withdrawn"


class LastWasHandedIn(ExamFault):
    """The last answers were handed in with a sheet, which is taken back as a whole."""

    code = "on_a_sheet"

    def __init__(self, sitting_id: int) -> None:
        self.sitting_id = sitting_id
        super().__init__()

    def sentence(self, language: str) -> str:
        """What is the matter, with the sheet that is to be taken back."""
        return message(language, f"exam.{self.code}", id=self.sitting_id)


class NothingToExamine(ExamFault):
    """The bank holds no question that an exam may ask."""

    code = "nothing_to_examine"


class UnusableBlueprint(ExamFault):
    """The bank has no blueprint that can be used. `faults` says why, with the place."""

    code = "unusable_blueprint"

    def __init__(self, faults: tuple[BankFault, ...]) -> None:
        self.faults = faults
        super().__init__()

    def sentence(self, language: str) -> str:
        """What is the matter, and what the first fault is, in a language."""
        first = next((f"{fault.place}: {fault.words(language)}" for fault in self.faults), "")
        return message(language, f"exam.{self.code}", first=first)
