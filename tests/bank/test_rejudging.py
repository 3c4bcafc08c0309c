"""Earlier answers judged by the question as it is now: by what was asked and answered, never by names alone."""

import json
from pathlib import Path

import pytest

from quizapp.bank.edits import meant
from quizapp.bank.rejudging import GivenAnswer, Regrade, regrade
from quizapp.bank.schema import Question
from quizapp.bank.variants import draw, judge
from tests.bank.conftest import NUMERIC, SINGLE, Write
from tests.bank.test_drawn import DRAWN
from tests.bank.test_edits import swapped, version
from tests.bank.test_sets import MATCH, ORDER

TEXTS = {
    "text: {{ja: ストライドを増やす, en: A larger stride}}": "text: {{ja: パディングを増やす, en: More padding}}",
    "text: {{ja: パディングを増やす, en: More padding}}": "text: {{ja: ストライドを増やす, en: A larger stride}}",
}


def typed(question: Question, text: str, seed: int = 5) -> GivenAnswer:
    """An answer as it is stored: through JSON, with what the question said."""
    variant = draw(question, seed)
    outcome = judge(question, variant, text).outcome.value
    given, kept = json.loads(json.dumps([variant.given, meant(question)]))
    return GivenAnswer(1, "", seed, "typed", given, {"text": text}, outcome, asked=kept)


def chosen(question: Question, *names: str, form: str = "choices") -> GivenAnswer:
    outcome = judge(question, draw(question, 3), names).outcome.value
    kept = json.loads(json.dumps(meant(question)))
    return GivenAnswer(1, "", 3, form, {}, {"chosen": [*names]}, outcome, asked=kept)


def turns(found: Regrade) -> list[tuple[str, str]]:
    return [(before, after) for _, before, after in found.changed]


@pytest.mark.parametrize(
    "changes",
    [
        {"value: 'convolution.output_size(n, k, stride=s, padding=p)'": "value: floor(span/s) + 2"},
        {"value: 'convolution.output_size(n, k, stride=s, padding=p)'": "value: floor(span/s) + more"}
        | {"span: n + 2*p - k": "span: n + 2*p - k\n  more: '2'"},
    ],
)
def test_answers_to_drawn_numbers_are_judged_by_the_new_key(
    folder: Path, write: Write, changes: dict[str, str]
) -> None:
    before = version(folder, write, DRAWN)
    after = version(folder, write, DRAWN, changes)
    right = int(str(draw(before, 5).given["answer"]))
    was_right, was_wrong, stays = (typed(before, str(right + more)) for more in (0, 1, 5))
    assert turns(regrade(after, [was_right, was_wrong])) == [("correct", "wrong"), ("wrong", "correct")]
    assert regrade(after, [stays]).same == 1


def test_a_computed_value_that_changes_is_judged_unless_the_question_shows_it(folder: Path, write: Write) -> None:
    computed = DRAWN.replace("'convolution.output_size(n, k, stride=s, padding=p)'", "floor(span/s) + 1")
    before = version(folder, write, computed)
    right = typed(before, str(draw(before, 5).given["answer"]))
    turned = {"span: n + 2*p - k": "span: n + 2*p - k + 3*s"}
    assert turns(regrade(version(folder, write, computed, turned), [right])) == [("correct", "wrong")]
    shown = computed.replace("padding {{{{p}}}} on", "span {{{{span}}}} on")
    before = version(folder, write, shown)
    right = typed(before, str(draw(before, 5).given["answer"]))
    assert regrade(version(folder, write, shown, turned), [right]).unknown == 1


def test_numbers_that_the_question_can_no_longer_draw_are_not_judged(folder: Path, write: Write) -> None:
    before = version(folder, write, DRAWN)
    answer = typed(before, str(draw(before, 5).given["answer"]))
    assert regrade(before, [answer]).same == 1
    n = answer.given["n"]
    narrow = f"n: {{from: {n + 1}, to: 90}}"
    assert regrade(version(folder, write, DRAWN, {"n: {from: 24, to: 64}": narrow}), [answer]).unknown == 1
    # Other numbers are drawn now, and those that were drawn are among them.
    wide = {"n: {from: 24, to: 64}": "n: {from: 20, to: 90}"}
    assert regrade(version(folder, write, DRAWN, wide), [answer]).same == 1
    never = {"answer >= 4": f"n != {n}"}
    assert regrade(version(folder, write, DRAWN, never), [answer]).unknown == 1


def test_an_answer_that_carried_an_error_forward_is_not_judged(folder: Path, write: Write) -> None:
    question = version(folder, write, DRAWN)
    carried = GivenAnswer(1, "", 5, "typed", draw(question, 5).given, {"text": "7"}, "correct", carried=True)
    assert regrade(question, [carried]).unknown == 1


def test_the_right_choice_of_a_typed_question_is_not_right_by_its_name_under_another_key(
    folder: Path, write: Write
) -> None:
    before = version(folder, write, NUMERIC)
    kept = json.loads(json.dumps(meant(before)))
    answer = GivenAnswer(1, "", 3, draw(before, 3, "choices").form, {}, {"chosen": ["key"]}, "correct", asked=kept)
    after = version(folder, write, NUMERIC, {"value: 0.375": "value: 0.875"})
    assert regrade(after, [answer]).unknown == 1


def test_a_regrade_shows_what_would_change_and_changes_nothing(folder: Path, write: Write) -> None:
    before = version(folder, write, SINGLE)
    answers = [chosen(before, name) for name in "abc"]
    changes = {"id: a, correct: true,": "id: a,", "id: b,": "id: b, correct: true,"}
    found = regrade(version(folder, write, SINGLE, changes), answers)
    assert turns(found) == [("correct", "wrong"), ("wrong", "correct")]
    assert (found.same, found.unknown) == (1, 0)


def test_a_choice_is_the_text_that_was_chosen_whatever_its_id_is_now(folder: Path, write: Write) -> None:
    before = version(folder, write, SINGLE)
    answers = [chosen(before, name) for name in "abc"]
    after = version(folder, write, swapped(SINGLE, TEXTS))
    assert turns(regrade(after, answers)) == [("correct", "wrong"), ("wrong", "correct")]
    assert regrade(after, answers).same == 1


def test_a_choice_is_not_judged_where_its_text_is_gone_or_was_not_kept(folder: Path, write: Write) -> None:
    before = version(folder, write, SINGLE)
    after = version(folder, write, SINGLE, {"en: A higher rate": "en: A lower rate"})
    assert regrade(after, [chosen(before, "c")]).unknown == 1
    assert regrade(after, [chosen(before, "a")]).same == 1
    # What is right now could not be chosen then.
    after = version(folder, write, SINGLE, {"en: A larger stride": "en: No stride at all"})
    assert regrade(after, [chosen(before, "b")]).unknown == 1
    unkept = GivenAnswer(1, "", 3, "choices", {}, {"chosen": ["a"]}, "correct")
    nowhere = GivenAnswer(1, "nowhere", 3, "choices", {}, {"chosen": ["a"]}, "correct", asked=meant(before))
    assert regrade(before, [unkept, nowhere]).unknown == 2


def test_an_order_and_pairs_are_judged_by_their_texts(folder: Path, write: Write) -> None:
    before = version(folder, write, ORDER)
    turned = {"ja: い, en: One": "ja: ろ, en: Two", "ja: ろ, en: Two": "ja: い, en: One"}
    answers = [
        chosen(before, *names, form="order")
        for names in (("first", "second", "third", "fourth"), ("second", "first", "third", "fourth"))
    ]
    found = regrade(version(folder, write, swapped(ORDER, turned)), answers)
    assert [before for before, _ in turns(found)] == ["correct", answers[1].outcome]
    assert turns(found)[1][1] == "correct"
    before = version(folder, write, MATCH)
    answers = [chosen(before, "p", "q", form="match"), chosen(before, "q", "p", form="match")]
    turned = {"ja: 一, en: 'one'": "ja: 二, en: two", "ja: 二, en: two": "ja: 一, en: 'one'"}
    found = regrade(version(folder, write, swapped(MATCH, turned)), answers)
    assert turns(found) == [("correct", "wrong"), ("wrong", "correct")]
    # Pairs put in another order are the same pairs.
    assert before.pairs is not None
    assert regrade(before.model_copy(update={"pairs": before.pairs[::-1]}), answers).same == 2
