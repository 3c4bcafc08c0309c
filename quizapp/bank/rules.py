"""Every rule of the lint: whether it is an error or a warning, whether it can be waived or mended, and why it is there.

What a rule says in each case stands in the message catalog under `bank.<rule>`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple


class Rule(NamedTuple):
    """`of_file`: it can be decided from the file alone. `fixable`: `quizapp bank lint --fix` mends it."""

    severity: Literal["error", "warning"]
    why: str
    of_file: bool = True
    fixable: bool = False

    @property
    def waivable(self) -> bool:
        """Warnings are waived with a reason; errors are mended."""
        return self.severity == "warning"


def _error(why: str, of_file: bool = True) -> Rule:
    return Rule("error", why, of_file)


def _warning(why: str, of_file: bool = True, fixable: bool = False) -> Rule:
    return Rule("warning", why, of_file, fixable)


_EXPRESSIONS = (
    *(
        "empty",
        "too_complex",
        "unknown_sign",
        "missing_operand",
        "missing_operator",
        "unclosed",
        "unopened",
    ),
    *("unexpected", "assignment", "argument_twice", "argument_order", "unknown_name", "not_called", "unknown_function"),
    *("argument_count", "argument", "calculator", "division_by_zero", "undefined", "too_large", "shapes", "wrong_kind"),
    *("not_number", "not_condition", "not_list", "not_whole", "index", "name_taken", "name_twice", "answer_kind"),
    "template",
)
RULES: dict[str, Rule] = {
    # What a question is about.
    "unknown_topic": _error("Coverage and the exam's blueprint count by the codes of the syllabus."),
    "unknown_section": _error("A learner who follows a book finds questions by its sections."),
    "unknown_keyword": _error("A keyword that no syllabus or track has is found by nobody."),
    "see_also_unknown": _error("A reference that leads nowhere.", of_file=False),
    "see_also_self": _error("A question is not related to itself.", of_file=False),
    # Choices.
    "missing_feedback": _error("Whoever chose wrongly is told what is true; that is when it is learned."),
    "identical_choices": _error("Two choices that are the same can't both be wrong, nor one of them right."),
    "choice_by_letter": _warning("Choices are shuffled, and their ids are never shown."),
    # What is still to be written.
    "unwritten": _error("A learner of that language would see dots."),
    "template_text": _error("What a template says is there to be written over."),
    # Formulas and numbers in texts.
    "undrawable_formula": _error("The learner would see LaTeX."),
    "unknown_placeholder": _error("The learner would see the braces."),
    "bad_placeholder": _error("The learner would see the braces."),
    "placeholders_differ": _error("The question is another one in the other language."),
    "unshown_number": _error("What is drawn and needed has to be shown."),
    "answer_shown": _error("The stem gives the answer away."),
    # Answers and how they are proven.
    "unverified": _error("Two routes to one answer must agree; one of them is wrong."),
    "unreadable_verify": _error("The second route can't be computed, so nothing is proven."),
    "unreadable_carried": _error("Nothing can be carried forward from an earlier answer."),
    "answer_zero": _error("An answer is something else than 0; within its tolerance 0 and twice the answer are not."),
    "wrong_size": _error("The second route has another number of cells."),
    "unusable_key": _error("Nothing could be judged against this answer."),
    "mistake_is_right": _error("A right answer would be told to be a mistake."),
    "mistake_unreadable": _error("The value of the mistake is no answer that could be typed."),
    # Families and numbers that are drawn.
    "unknown_family": _error("There is no such family of problems."),
    "wrong_kind": _error("The family's answers are of another kind."),
    "unworded_mistake": _error("A mistake that is recognised needs words."),
    "unknown_mistake": _error("Words for a mistake that the family doesn't know are never shown."),
    "unknown_step": _error("Words for a step that the family doesn't have are never shown."),
    "undrawn_numbers": _error("The question can't be asked."),
    "slow_numbers": _error("Every learner would wait for the numbers."),
    **{f"expression_{name}": _error("The question can't be computed.") for name in _EXPRESSIONS},
    # Sets and material.
    "ragged_table": _error("A row of a table has too few or too many cells."),
    "ragged_series": _error("A series has points without a partner."),
    "plot_value": _error("A value beside 0 from 1e-100 to 1e15 can be drawn."),
    "figure_missing": _error("There is no such picture.", of_file=False),
    "figure_outside": _error("A bank reads no file that is not its own.", of_file=False),
    "figure_too_large": _error("A picture for a few lines of a terminal is small.", of_file=False),
    "figure_too_wide": _error("What is drawn would not fit, or would need too much memory.", of_file=False),
    "figure_broken": _error("Only a sound PNG, or an SVG of shapes, lines and labels, is ever drawn.", of_file=False),
    "figure_changed": Rule("error", "Another picture is another question, to be reviewed again.", False, True),
    "unknown_blank": _error("A blank that no part asks for."),
    "no_blank": _error("A part that asks for a blank which the listing doesn't have."),
    # Waivers.
    "waiver_unknown": _error("There is no such rule, or it is an error and has to be mended."),
    # Wording.
    "key_longest": _warning("Test-wise examinees choose the longest option (Haladyna et al. 2002)."),
    "bank_key_longest": _warning("Over the bank the longest option would be a good guess.", of_file=False),
    "all_or_none": _warning("Knowing two of the choices is then enough, or nothing about the truth is asked."),
    "plain_negative": _warning("A negative is overlooked, and then a learner who knows is marked wrong."),
    "absolute_words": _warning("Absolutes in wrong choices only: they are ruled out without knowledge."),
    "vague_words": _warning("Vague words in the key only: it is true of anything."),
    "stem_word_in_key": _warning("A word of the stem that only the key repeats is a clue (NBME)."),
    "numbers_unsorted": _warning("Numbers in a fixed order are looked for by size."),
    "long_stem": _warning("What is read twice tests reading; put data into material."),
    "numbers_differ": _warning("The two languages seem to ask with different numbers."),
    "near_duplicate": _warning("Nearly the same words as another question.", of_file=False),
    "figure_alt_short": _warning("Who sees no picture has to be able to answer from the words."),
    "figure_number_unsaid": _warning("A number that is only in the picture is missing where it can't be shown.", False),
    # Numbers that are drawn.
    "unworded_step": _warning("A line of the solution without words above it."),
    "given_unused": _warning("A number is drawn that nothing depends on."),
    "mistake_never": _warning("A mistake that never has a value of its own is never recognised."),
    "long_decimals": _warning("Nobody reads seven decimals; what can't be shown exactly is shown rounded."),
    "tolerance_whole": _warning("Whole numbers are right or wrong: 505 is not 500."),
    "answer_tie": _warning("In the middle between two roundings, the last digit depends on the rule of rounding."),
    "answer_coarse": _warning("Too few decimals: what is judged right is far from the answer."),
    "stress_constant_guess": _warning(
        "Found by `quizapp bank stress`: one answer is right too often; waived where answers are few by nature.", False
    ),
    "stress_length": _warning("Found by `quizapp bank stress`: whoever compares lengths needs no knowledge.", False),
    "stress_rank": _warning("Found by `quizapp bank stress`: whoever compares sizes needs no knowledge.", False),
    "stress_values": _warning(
        "Found by `quizapp bank stress`: a choice below 0 would be ruled out at a glance.", False
    ),
    # Records.
    "review_missing": _warning("In a bank of one's own: `status: ready` was written by hand, past the review."),
    "review_stale": _warning("The content was edited after it was reviewed."),
    "review_disputed": _warning("A reviewer doesn't agree with the question as it stands."),
    "translation_stale": _warning("The Japanese was edited after it was translated."),
    "translation_stale_ja": _warning("The English was edited after it was translated."),
    "waiver_unneeded": _warning("Nothing is found that the waiver is for."),
    # Layout.
    "half_width_sign": _warning("Japanese has signs of its own.", fixable=True),
    "full_width_letter": _warning("Letters and digits are half-width, also in Japanese.", fixable=True),
    "trailing_space": _warning("Invisible, and shown as a change in every diff.", fixable=True),
    "no_final_newline": _warning("Shown as a change by the next edit.", fixable=True),
}
