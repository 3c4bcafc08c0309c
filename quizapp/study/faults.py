"""What a use case can't do, told to the person who asked for it."""

from __future__ import annotations

from typing import ClassVar

from quizapp.text.messages import message


class StudyFault(Exception):
    """A request that can't be met; nothing was changed. `code` names the message (`study.<code>`)."""

    code: ClassVar[str]

    def __init__(self) -> None:
        super().__init__(self.sentence("en"))

    def sentence(self, language: str) -> str:
        """What is the matter, in a language."""
        return message(language, f"study.{self.code}")


class NothingToAsk(StudyFault):
    """No question fits the selection."""

    code = "nothing_to_ask"


class NothingDue(NothingToAsk):
    """Nothing is due, and no new question is left for today."""

    code = "nothing_due"


class NoSuchSitting(StudyFault):
    """The learner has no sitting of this number, or it was dropped."""

    code = "no_such_sitting"


class SittingChanged(StudyFault):
    """Another program, or another object, has carried the sitting on."""

    code = "sitting_changed"


class AlreadyAnswered(StudyFault):
    """The item that is showing has been answered."""

    code = "already_answered"


class NotAnswered(StudyFault):
    """The item that is showing has to be answered first."""

    code = "not_answered"


class NothingToUndo(StudyFault):
    """The sitting holds no answer."""

    code = "nothing_to_undo"


class NothingToRedo(StudyFault):
    """No answer was taken back, or another one was given since."""

    code = "nothing_to_redo"


class NothingWrong(StudyFault):
    """A cause of error can be named only where the last answer was not right."""

    code = "nothing_wrong"


class NotRated(StudyFault):
    """Practice, and an answer from before the card was begun anew, have no rating."""

    code = "not_rated"


class NoSuchQuestion(StudyFault):
    """The bank has no such question, or the question no such part."""

    code = "no_such_question"


class NoSuchPreset(StudyFault):
    """No preset has this name."""

    code = "no_such_preset"


class NoOptimizer(StudyFault):
    """The extra `optimizer` is not installed."""

    code = "no_optimizer"


class TooFewReviews(StudyFault):
    """There are not enough reviews to fit the memory model to."""

    code = "too_few_reviews"

    def __init__(self, reviews: int = 0, least: int = 0) -> None:
        self.reviews, self.least = reviews, least
        super().__init__()

    def sentence(self, language: str) -> str:
        """What is the matter, in a language."""
        return message(language, f"study.{self.code}", reviews=self.reviews, least=self.least)
