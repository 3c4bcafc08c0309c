"""Answering: choices, orders, pairs and typed answers, how they are read, and the verdict."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from calculators.answers.keys import Count
from quizapp.tui.widgets.answer import AnswerField
from quizapp.tui.widgets.choices import ChoiceRow, Choices
from tests.tui.asked import asked_choices, asked_key, count_of_answers, number_of
from tests.tui.conftest import Running, press, program_of, shown, typed
from tests.tui.program import BANK


async def test_a_right_choice_is_told_in_sign_and_words(running: Running):
    async with running("sigmoid-slope") as pilot:
        await press(pilot, number_of(pilot, "quarter"), "enter")
        assert "○ 正解" in shown(pilot)


async def test_a_wrong_choice_says_why_it_is_wrong_and_what_was_right(running: Running):
    async with running("sigmoid-slope", language="en") as pilot:
        await press(pilot, number_of(pilot, "one"), "enter")
        page = shown(pilot)
        assert "× Wrong" in page
        assert "1 is the largest slope of tanh" in page
        assert "1/4" in page[page.index("Right answer") :]


async def test_every_choice_has_its_sign_after_the_verdict(running: Running):
    async with running("sigmoid-slope", size=(80, 60)) as pilot:
        right, wrong = number_of(pilot, "quarter"), number_of(pilot, "half")
        await press(pilot, wrong, "enter")
        lines = shown(pilot).splitlines()
        assert any(f"○  {right} " in line for line in lines)
        assert any(f"×  {wrong} " in line for line in lines)


async def test_a_choice_can_be_changed_before_it_is_handed_in(running: Running):
    async with running("sigmoid-slope") as pilot:
        await press(pilot, number_of(pilot, "one"), number_of(pilot, "quarter"), "enter")
        assert "○ 正解" in shown(pilot)


async def test_with_several_answers_a_number_takes_its_choice_back(running: Running):
    async with running("pooling-facts") as pilot:
        mean = number_of(pilot, "mean")
        await press(pilot, mean, mean, number_of(pilot, "channels"), number_of(pilot, "no_weights"), "enter")
        assert "○ 正解" in shown(pilot)


async def test_arrows_and_space_choose_as_numbers_do(running: Running):
    async with running("pooling-facts") as pilot:
        await press(pilot, "down", "down", "space")
        assert pilot.app.screen.query_one(Choices).chosen == [asked_choices(pilot)[1]]


async def test_a_choice_is_made_by_the_mouse_and_handed_in_from_the_key_bar(running: Running):
    async with running("sigmoid-slope") as pilot:
        number = int(number_of(pilot, "quarter"))
        await pilot.click(list(pilot.app.screen.query(ChoiceRow))[number - 1], offset=(10, 0))
        await pilot.click("KeyBar", offset=(2, 0))
        await press(pilot)
        assert "○ 正解" in shown(pilot)


async def test_full_width_digits_choose_too(running: Running):
    async with running("sigmoid-slope") as pilot:
        await press(pilot, chr(ord(number_of(pilot, "quarter")) + 0xFEE0), "enter")
        assert "○ 正解" in shown(pilot)


async def test_enter_without_a_choice_asks_for_one_and_costs_nothing(running: Running):
    async with running("sigmoid-slope") as pilot:
        await press(pilot, "enter")
        assert "番号で選んでから" in shown(pilot)
        assert count_of_answers(pilot) == 0


async def test_pieces_are_put_in_order_by_pressing_their_numbers(running: Running):
    async with running("training-order") as pilot:
        await press(pilot, *(number_of(pilot, name) for name in ("forward", "backward")), "enter")
        assert "すべての番号を順に" in shown(pilot)
        await press(pilot, number_of(pilot, "update"), "enter")
        assert "○ 正解" in shown(pilot)


async def test_a_piece_is_taken_out_of_the_order_again(running: Running):
    async with running("training-order", size=(80, 40)) as pilot:
        first, second, third = (number_of(pilot, name) for name in ("forward", "backward", "update"))
        await press(pilot, second, first, second, second, third, "enter")
        assert "○ 正解" in shown(pilot)


async def test_a_wrong_order_shows_what_stood_right_and_the_right_order(running: Running):
    async with running("training-order", language="en", size=(80, 40)) as pilot:
        await press(pilot, *(number_of(pilot, name) for name in ("backward", "forward", "update")), "enter")
        page = shown(pilot)
        assert "△ Partly right" in page
        assert "1. Compute the loss in a forward pass." in page
        signs = [line.strip().removeprefix("▌")[0] for line in page.splitlines() if "→ " in line]
        assert sorted(signs) == ["×", "×", "○"]


async def test_pairs_are_made_by_number_from_the_first_to_the_last(running: Running):
    async with running("output-pairs") as pilot:
        await press(pilot, *(number_of(pilot, name) for name in ("regression", "binary")), "enter")
        assert "すべての項目に番号を" in shown(pilot)
        await press(pilot, number_of(pilot, "classes"), "l", "enter")
        assert "○ Right" in shown(pilot)


async def test_a_pair_is_changed_by_going_back_to_it(running: Running):
    async with running("output-pairs", language="en", size=(80, 40)) as pilot:
        relu, sigmoid, softmax = (number_of(pilot, name) for name in ("relu", "binary", "classes"))
        await press(pilot, relu, sigmoid, softmax, "enter")
        page = shown(pilot)
        assert "△ Partly right" in page
        assert "Regression — Identity" in page
        await press(pilot, "z", relu, sigmoid, softmax, "up", "up", number_of(pilot, "regression"), "enter")
        assert "○ Right" in shown(pilot)


async def test_a_typed_answer_is_echoed_as_it_is_read(running: Running):
    async with running("softmax-of-three") as pilot:
        await typed(pilot, "[1/4, 0.25, 0.5]")
        assert "✓ [0.25, 0.25, 0.5] と読みました" in shown(pilot)


async def test_a_wrong_number_is_traced_to_its_mistake(running: Running):
    async with running("dense-parameters", language="en") as pilot:
        await typed(pilot, "78400\n")
        page = shown(pilot)
        assert "× Wrong" in page
        assert "The biases are missing" in page
        assert "78500" in page


async def test_what_cannot_be_read_is_pointed_at_and_costs_nothing(running: Running):
    async with running("chain-rule", language="en") as pilot:
        await typed(pilot, "2*x*cos(x^2\n")
        lines = shown(pilot).splitlines()
        field = next(number for number, line in enumerate(lines) if "2*x*cos(x^2" in line)
        assert lines[field + 1].index("^") == lines[field].index("cos(") + len("cos")
        assert count_of_answers(pilot) == 0
        await typed(pilot, ")\n")
        assert "○ Right" in shown(pilot)


async def test_an_empty_answer_is_not_handed_in(running: Running):
    async with running("dense-parameters") as pilot:
        await press(pilot, "enter")
        assert "答えを入力してください" in shown(pilot)
        assert count_of_answers(pilot) == 0


async def test_the_field_stays_in_view_while_a_long_question_scrolls(running: Running, tmp_path: Path):
    bank = Path(shutil.copytree(BANK, tmp_path / "bank"))
    file = bank / "feedforward" / "dense-parameters.yaml"
    stem = "stem:\n  en: |\n" + "".join(f"    Line {n} of the question.\n\n" for n in range(1, 40)) + "  ja: 長い。\n"
    before, _, after = file.read_text("utf-8").partition("stem:")
    file.write_text(before + stem + "answer:" + after.partition("answer:")[2], "utf-8")
    async with running("dense-parameters", bank=bank, language="en") as pilot:
        assert "Line 1 of" in shown(pilot)
        await typed(pilot, "785")
        assert "read as 785" in shown(pilot)
        await press(pilot, "pagedown", "down")
        assert "Line 1 of" not in shown(pilot)
        assert "read as 785" in shown(pilot)
        await typed(pilot, "00\n")
        assert "○ Right" in shown(pilot)


async def test_letters_go_into_the_answer_and_are_no_keys(running: Running):
    async with running("chain-rule") as pilot:
        await press(pilot, *"lugfmzxh")
        assert pilot.app.screen.query_one(AnswerField).typed == "lugfmzxh"
        assert program_of(pilot).settings.language == "ja"


@pytest.mark.parametrize("key", ["f2", "ctrl+l"])
async def test_the_language_flips_in_the_middle_of_an_answer_and_nothing_is_lost(running: Running, key: str):
    async with running("chain-rule") as pilot:
        await typed(pilot, "2*x")
        await press(pilot, key)
        assert "Find the derivative" in shown(pilot)
        assert pilot.app.screen.query_one(AnswerField).typed == "2*x"
        await typed(pilot, "*cos(x^2)\n")
        assert "○ Right" in shown(pilot)


async def test_the_language_flips_with_choices_made_and_after_the_verdict(running: Running):
    async with running("pooling-facts") as pilot:
        first = number_of(pilot, "channels")
        await press(pilot, first, "l")
        assert pilot.app.screen.query_one(Choices).chosen == ["channels"]
        assert "Which statements" in shown(pilot)
        await press(pilot, number_of(pilot, "no_weights"), "enter", "l")
        assert "○ 正解" in shown(pilot)


async def test_what_stands_in_a_field_is_known_before_the_field_is_on_the_screen(running: Running):
    # The clock ticks on a slow machine too, where a question is still being put on the screen.
    async with running():
        assert AnswerField(Count(3), "en", typed="12").typed == "12"


async def test_a_drawn_question_shows_its_steps_with_these_numbers(running: Running):
    async with running("conv-size", size=(100, 50)) as pilot:
        key = asked_key(pilot)
        await typed(pilot, f"{key}\n")
        page = shown(pilot)
        assert "○ 正解" in page
        assert f"= {key}" in page[page.index("解き方") :]
