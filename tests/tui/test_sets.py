"""Sets: material above, part and answer below, both always in view; errors carried forward; what code is told."""

from __future__ import annotations

import time

import pytest
from textual.pilot import Pilot

from calculators.answers.keys import Array, Code
from calculators.answers.verdict import Fault
from quizapp.tui.widgets.answer import echo_of
from tests.tui.asked import number_of
from tests.tui.conftest import Running, press, shown, typed
from tests.tui.program import SETS

SIZES = [(80, 24), (60, 24)]


def material_top(pilot: Pilot[None]) -> float:
    return pilot.app.screen.query_one("#material").scroll_y


@pytest.mark.parametrize("size", SIZES)
async def test_the_head_names_the_part_and_how_many_there_are(running: Running, size: tuple[int, int]):
    async with running("loss-curves", bank=SETS, size=size) as pilot:
        assert "（あ）1/3" in shown(pilot).splitlines()[0]
        await typed(pilot, "4\n")
        await press(pilot, "enter")
        assert "（い）2/3" in shown(pilot).splitlines()[0]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["ja", "en"])
async def test_the_material_scrolls_under_a_part_that_stays(running: Running, size: tuple[int, int], language: str):
    part = "何エポック目か" if language == "ja" else "In which epoch"
    async with running("loss-curves", bank=SETS, size=size, language=language) as pilot:
        page = shown(pilot)
        assert part in page
        assert "┌──" in page
        await typed(pilot, "4")
        await press(pilot, *["pagedown"] * 4)
        page = shown(pilot)
        assert "└──" in page
        assert "0.39" in page
        assert part in page
        assert "4" in page
        assert "┤×" not in page
        await press(pilot, *["pageup"] * 4)
        assert material_top(pilot) == 0


async def test_a_plot_keeps_its_rows_at_60_columns(running: Running):
    async with running("loss-curves", bank=SETS, size=(60, 60)) as pilot:
        page = shown(pilot)
        assert "↳" not in page
        top = next(line for line in page.splitlines() if "┌──" in line)
        bottom = next(line for line in page.splitlines() if "└┬" in line)
        assert top.rstrip()[-1] == "┐"
        assert bottom.rstrip()[-1] == "┘"


async def test_a_wide_table_is_folded_at_60_columns_and_loses_nothing(running: Running):
    async with running("loss-curves", bank=SETS, size=(60, 60), language="en") as pilot:
        page = shown(pilot)
        for word in [
            "training",
            "validation",
            "recorded",
            "remark",
            "whoever",
            "beginning",
            "lowest",
            "end",
            "1.15",
            "0.71",
            "0.39",
        ]:
            assert word in page


async def test_the_place_in_the_material_is_kept_from_part_to_part(running: Running):
    async with running("loss-curves", bank=SETS) as pilot:
        await press(pilot, "pagedown")
        before = material_top(pilot)
        assert before > 0
        await typed(pilot, "4\n")
        await press(pilot, "enter")
        assert material_top(pilot) == before


async def test_a_blank_that_is_asked_for_comes_into_view_and_what_was_right_before_is_shown(running: Running):
    async with running("two-layers-in-numpy", bank=SETS, language="en") as pilot:
        assert "⟦c⟧" not in shown(pilot)
        await typed(pilot, "x @ W1 + b1\n")
        await press(pilot, "enter")
        assert "s = s - ⟦b⟧" in shown(pilot)
        await typed(pilot, "np.max(s, axis=1, keepdims=True)\n")
        await press(pilot, "enter")
        assert "return ⟦c⟧" in shown(pilot)
        await press(pilot, *["pagedown"] * 3)
        page = shown(pilot)
        assert "⟦a⟧ x @ W1 + b1" in page
        assert "⟦b⟧ np.max(s, axis=1, keepdims=True)" in page


async def test_an_answer_taken_back_is_not_shown_beside_its_part(running: Running):
    async with running("two-layers-in-numpy", bank=SETS, language="en", size=(80, 60)) as pilot:
        await typed(pilot, "x @ W1 + b1\n")
        await press(pilot, "enter")
        assert "⟦a⟧ x @ W1 + b1" in shown(pilot)
        await press(pilot, "ctrl+z")
        assert "⟦a⟧ x @ W1 + b1" not in shown(pilot)


async def test_the_material_stands_above_the_solution_too(running: Running):
    async with running("two-layers-in-numpy", bank=SETS) as pilot:
        await typed(pilot, "x @ W1 + b1\n")
        assert "○ 正解" in shown(pilot)
        await press(pilot, *["pageup"] * 3)
        assert "class TwoLayers" in shown(pilot)


async def test_an_error_carried_forward_is_right_and_said_with_the_true_answer(running: Running):
    async with running("loss-curves", bank=SETS, language="en", size=(80, 40)) as pilot:
        await typed(pilot, "5\n")
        await press(pilot, "enter")
        await typed(pilot, "8\n")
        page = shown(pilot)
        assert "○ Right" in page
        assert "given your own answer to the earlier part" in page
        assert next(line.split() for line in page.splitlines() if "Without that" in line)[-1] == "7"


async def test_cells_are_marked_one_by_one_and_the_slip_is_named(running: Running):
    async with running("loss-curves", bank=SETS, language="en", size=(80, 40)) as pilot:
        for answer in ("4\n", "7\n"):
            await typed(pilot, answer)
            await press(pilot, "enter")
        await typed(pilot, "[-0.76, 0.42]\n")
        page = shown(pilot)
        assert "△ Partly right" in page
        assert "-0.76 ○    0.42 ×" in page
        assert "The sign is flipped" in page


async def test_wrong_code_is_told_its_shape_with_the_right_code(running: Running):
    async with running("two-layers-in-numpy", bank=SETS, language="en", size=(80, 40)) as pilot:
        await typed(pilot, "np.sum(x, axis=0)\n")
        page = shown(pilot)
        assert "× Wrong" in page
        assert "The result has the wrong shape: (5,), it should be (3, 4)" in " ".join(page.replace("▌", "").split())
        assert "x @ W1 + b1" in page[page.index("Right answer") :]


async def test_code_that_stops_is_told_where(running: Running):
    async with running("two-layers-in-numpy", bank=SETS, language="en", size=(80, 40)) as pilot:
        await typed(pilot, "b1 + x @ W1.T\n")
        lines = shown(pilot).splitlines()
        at = next(number for number, line in enumerate(lines) if "Your answer" in line)
        assert lines[at + 1].strip().strip("^") == ""
        assert lines[at + 1].index("^") >= lines[at].index("x @")
        assert "stops with an error" in " ".join(lines)


async def test_a_mistake_in_code_has_its_words_beside_the_first_difference(running: Running):
    async with running("two-layers-in-numpy", bank=SETS, language="en", size=(80, 40)) as pilot:
        await typed(pilot, "x @ W1\n")
        page = shown(pilot)
        assert "The bias b1 is not added" in page
        assert "The values differ" in page


async def test_a_fault_of_several_lines_is_read_to_its_end_at_60_columns(running: Running):
    async with running("two-layers-in-numpy", bank=SETS, language="en", size=(60, 24)) as pilot:
        await typed(pilot, "np.sum(x, axis=0")
        page = shown(pilot)
        assert "that closes it." in page
        assert "Give the expression" in page


async def test_code_is_read_while_it_is_typed(running: Running):
    async with running("two-layers-in-numpy", bank=SETS, language="en") as pilot:
        await typed(pilot, "x@W1+b")
        lines = shown(pilot).splitlines()
        at = next(number for number, line in enumerate(lines) if "x@W1+b" in line)
        assert lines[at + 1].index("^") == lines[at].index("+b") + 1
        await typed(pilot, "1")
        assert "✓ read as x @ W1 + b1" in shown(pilot)


def test_code_is_not_run_while_it_is_typed():
    key = Code("x @ W", {"x": Array(("N", "D")), "W": Array(("D", "H"))})
    # It stops when it is run: the inner sizes differ.
    assert echo_of("W @ x", key) == "W @ x"
    assert isinstance(echo_of("W @", key), Fault)


def test_the_longest_code_is_read_within_a_frame():
    key = Code("x", {"x": Array(("N", "D"))})
    text = " + ".join(["np.sum(x, axis=0)"] * 23)
    echo_of(text, key)
    begun = time.process_time()
    for n in range(10):
        echo_of(f"{text}+{n}", key)
    assert (time.process_time() - begun) / 10 < 1 / 60


async def test_a_choice_in_a_set_stays_in_view_beside_its_material(running: Running):
    async with running("two-layers-in-numpy", bank=SETS, size=(60, 24)) as pilot:
        for answer in ("x @ W1 + b1\n", "np.max(s, axis=1, keepdims=True)\n"):
            await typed(pilot, answer)
            await press(pilot, "enter")
        page = shown(pilot)
        for words in ("np.argmax(y, axis=1)", "np.argmax(y, axis=0)", "np.max(y, axis=1)", "return （う）"):
            assert words in page
        await press(pilot, number_of(pilot, "rows"), "enter")
        assert "○ 正解" in shown(pilot)


async def test_the_wrong_order_is_shown_with_a_sign_at_each_place(running: Running):
    async with running("training-order", language="en", size=(80, 40)) as pilot:
        await press(pilot, *(number_of(pilot, name) for name in ("backward", "forward", "update")), "enter")
        page = shown(pilot)
        own = page[page.index("Your answer") : page.index("Right answer")]
        assert [sign for sign in own if sign in "○×"] == ["×", "×", "○"]
        assert "× 2. Compute the loss" in own


async def test_wrong_pairs_are_shown_with_a_sign_at_each(running: Running):
    async with running("output-pairs", language="en", size=(80, 40)) as pilot:
        await press(pilot, *(number_of(pilot, name) for name in ("relu", "binary", "classes")), "enter")
        page = shown(pilot)
        own = page[page.index("Your answer") : page.index("Right answer")]
        assert [sign for sign in own if sign in "○×"] == ["×", "○", "○"]
