"""Saving: what an edit does to those who have answered the question is told first, and a regrade is recorded."""

from __future__ import annotations

from pathlib import Path

from quizapp.bank.catalog import revision
from quizapp.progress import items
from quizapp.study import regrading, revising
from quizapp.study.item_figures import figures
from quizapp.study.revising import Revised
from quizapp.tui.screens.saving import SavingScreen
from quizapp.tui.screens.writing import WritingScreen
from tests.tui.authoring import answer, bank, edit, screen_of, write
from tests.tui.conftest import Running, press, program_of, shown
from tests.tui.program import settled

__all__ = ["bank"]


async def test_a_question_that_nobody_has_answered_is_saved_at_once(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en") as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await write(pilot, "level: 2", "level: 3")
        assert "●" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, WritingScreen)
        assert "level: 3" in file.read_text(encoding="utf-8")
        assert not screen.unsaved
        books = program_of(pilot).books
        assert books is not None
        assert books.catalog.find("sigmoid-slope").level == 3


async def test_line_ends_and_a_byte_order_mark_stay_as_they_were(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    raw = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(raw)
    async with running(bank=bank) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        assert not screen.unsaved
        await write(pilot, "level: 2", "level: 3")
        await press(pilot, "ctrl+s")
        assert file.read_bytes() == raw.replace(b"level: 2", b"level: 3")


async def turned(pilot) -> WritingScreen:
    """Another choice is right: an edit of the key."""
    await write(pilot, "    correct: true\n", "    feedback: {ja: 違う。, en: No.}\n")
    return await write(pilot, "  - id: half\n", "  - id: half\n    correct: true\n")


async def test_what_an_edit_of_the_key_does_is_told_before_it_is_saved(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    before = file.read_text(encoding="utf-8")
    async with running(bank=bank, language="en") as pilot:
        answer(pilot, "sigmoid-slope", right=True)
        screen = await edit(pilot, "sigmoid-slope")
        await turned(pilot)
        await press(pilot, "ctrl+s")
        screen_of(pilot, SavingScreen)
        assert "An edit of the key" in shown(pilot)
        assert "Used in 1 sitting: 1 answer by 1 learner" in shown(pilot)
        assert "A regrade would change 1" in shown(pilot)
        await press(pilot, "escape")
        assert file.read_text(encoding="utf-8") == before
        assert pilot.app.screen is screen
        assert screen.unsaved


async def test_a_regrade_is_recorded_with_the_save_when_it_is_asked_for(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        answer(pilot, "sigmoid-slope", right=True)
        await edit(pilot, "sigmoid-slope")
        await turned(pilot)
        await press(pilot, "ctrl+s", "r")
        books = program_of(pilot).books
        assert books is not None
        with books.database.reading() as connection:
            (first,) = items.first_answers(connection)
        assert (first.outcome, first.score) == ("wrong", 0.0)


async def test_an_edit_of_the_wording_of_a_question_in_use_is_announced_and_offers_no_regrade(
    running: Running, bank: Path
):
    async with running(bank=bank, language="en") as pilot:
        answer(pilot, "sigmoid-slope", right=True)
        await edit(pilot, "sigmoid-slope")
        await write(pilot, "the largest value that the", "the largest value which the")
        await press(pilot, "ctrl+s")
        screen = screen_of(pilot, SavingScreen)
        assert "An edit of the wording" in shown(pilot)
        assert screen.why_not("save_and_regrade")
        await press(pilot, "enter")
        assert "translated_from" in screen_of(pilot, WritingScreen).area.text


def held(pilot, name: str) -> Revised:
    """What a question as it is in the bank now is to those who have answered it."""
    books = program_of(pilot).books
    assert books is not None
    found = revising.look(books.database, books.catalog.find(name))
    assert found is not None
    return found


async def test_after_an_edit_of_the_wording_the_statistics_go_on_as_was_announced(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        answer(pilot, "sigmoid-slope", right=True)
        await edit(pilot, "sigmoid-slope")
        await write(pilot, "the largest value that the", "the largest value which the")
        await press(pilot, "ctrl+s", "enter")
        answer(pilot, "sigmoid-slope", right=False, learner="another")
        books = program_of(pilot).books
        assert books is not None
        (item,) = figures(books.database, [books.catalog.find("sigmoid-slope")])
        assert (item.answers, item.revision) == (2, revision(books.catalog.find("sigmoid-slope")))


async def test_what_is_not_surely_wording_begins_anew_unless_the_author_says_that_only_words_are_others(
    running: Running, bank: Path
):
    async with running(bank=bank, language="en") as pilot:
        answer(pilot, "sigmoid-slope", right=True)
        await edit(pilot, "sigmoid-slope")
        await write(pilot, "the largest value that the", "the smallest value that the")
        await press(pilot, "ctrl+s")
        screen_of(pilot, SavingScreen)
        assert "An edit of the meaning" in shown(pilot)
        await press(pilot, "enter")
        assert not held(pilot, "sigmoid-slope").goes_on
        await write(pilot, "the smallest value that the", "the biggest value that the")
        await press(pilot, "ctrl+s", "w")
        screen_of(pilot, WritingScreen)
        assert held(pilot, "sigmoid-slope").goes_on


async def test_two_saves_in_a_row_hide_nothing_from_those_who_have_answered(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en") as pilot:
        answer(pilot, "sigmoid-slope", right=True)
        await edit(pilot, "sigmoid-slope")
        # The first save: no question at all. The second one: another key.
        await write(pilot, "kind: single", "kind: [single")
        await press(pilot, "ctrl+s", "enter")
        await write(pilot, "kind: [single", "kind: single")
        await turned(pilot)
        await press(pilot, "ctrl+s")
        screen_of(pilot, SavingScreen)
        assert "An edit of the key" in shown(pilot)
        assert "Held against what learners answered last" in shown(pilot)
        await press(pilot, "enter")
        assert "kind: single" in file.read_text(encoding="utf-8")
        # It was told and saved: what only teaches is saved at once, other words are told with the key that differs.
        await write(pilot, "level: 2", "level: 3")
        await press(pilot, "ctrl+s")
        screen_of(pilot, WritingScreen)
        await write(pilot, "the largest value that the", "the largest value which the")
        await press(pilot, "ctrl+s")
        assert "An edit of the key" in shown(pilot)


async def test_what_another_editor_has_changed_is_told_by_the_key_that_saves(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en") as pilot:
        answer(pilot, "sigmoid-slope", right=True)
        screen = await edit(pilot, "sigmoid-slope")
        text = file.read_text(encoding="utf-8").replace("the largest value that", "the smallest value that")
        file.write_text(text, encoding="utf-8")
        screen.file_changed()
        await settled(pilot)
        assert screen.area.text == text
        assert not screen.unsaved
        await press(pilot, "ctrl+s")
        screen_of(pilot, SavingScreen)
        assert "An edit of the meaning" in shown(pilot)
        await press(pilot, "enter")
        assert held(pilot, "sigmoid-slope").told
        await press(pilot, "ctrl+s")
        screen_of(pilot, WritingScreen)


async def test_a_text_of_a_question_in_use_that_can_not_be_read_is_saved_only_after_a_warning(
    running: Running, bank: Path
):
    async with running(bank=bank, language="en") as pilot:
        answer(pilot, "sigmoid-slope", right=True)
        await edit(pilot, "sigmoid-slope")
        await write(pilot, "kind: single", "kind: [single")
        await press(pilot, "ctrl+s")
        assert "can't be read as a question" in shown(pilot)


async def test_one_language_edited_alone_leaves_the_other_behind_in_the_file(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await write(pilot, "取りうる最大の値", "とりうる最大の値")
        await press(pilot, "ctrl+s")
        assert "translated_from" in (bank / "feedforward" / "sigmoid-slope.yaml").read_text(encoding="utf-8")
        assert "translation_stale" in [fault.code for fault in screen._checked.faults]  # type: ignore[union-attr]


async def saved(pilot, old: str, new: str, *keys: str) -> None:
    """An edit saved by these keys, or at once."""
    await write(pilot, old, new)
    await press(pilot, "ctrl+s", *keys)
    screen_of(pilot, WritingScreen)


async def several_versions(pilot) -> None:
    """Two versions are answered, by three and by two learners, of whose edits nobody was told; another choice is right
    now.
    """
    for number in range(3):
        answer(pilot, "sigmoid-slope", right=number > 0, learner=f"early {number}")
    screen = await edit(pilot, "sigmoid-slope")
    # Written by another editor: no author is told of it.
    file = screen.file
    text = file.read_text(encoding="utf-8").replace("the largest value that", "the smallest value that")
    file.write_text(text, encoding="utf-8")
    screen.watch_file()
    await settled(pilot)
    for number in range(2):
        answer(pilot, "sigmoid-slope", right=True, learner=f"late {number}")
    await turned(pilot)
    await press(pilot, "ctrl+s")


async def test_each_answered_version_that_an_edit_of_the_key_reaches_is_told(running: Running, bank: Path):
    async with running(bank=bank, language="en", size=(120, 40)) as pilot:
        await several_versions(pilot)
        screen_of(pilot, SavingScreen)
        told = shown(pilot)
        assert "It meets 2 answered versions. A regrade of all would change 4 verdicts." in told
        late, early = told.index("2 answers by 2 learners"), told.index("3 answers by 3 learners")
        assert late < early
        assert "A regrade would change 2 earlier verdicts and leave 0." in told[late:early]
        assert "A regrade would change 2 earlier verdicts and leave 1." in told[early:]
        # What differs is told of each: the stem only of the earlier one.
        assert "stem.en" not in told[late:early]
        assert "stem.en" in told[early:]


async def test_one_regrade_is_recorded_for_all_versions_whose_results_change_and_taken_back_as_one(
    running: Running, bank: Path
):
    async with running(bank=bank, language="en", size=(120, 40)) as pilot:
        await several_versions(pilot)
        await press(pilot, "r")
        screen_of(pilot, WritingScreen)
        books = program_of(pilot).books
        assert books is not None
        now = revision(books.catalog.find("sigmoid-slope"))
        with books.database.reading() as connection:
            assert [(use.revision, use.attempts) for use in items.uses(connection, "sigmoid-slope")] == [(now, 5)]
            assert [each.outcome for each in items.first_answers(connection)] == ["wrong"] * 5
        assert regrading.take_back(books.database, books.clock, "sigmoid-slope") == 5
        with books.database.reading() as connection:
            outcomes = [each.outcome for each in items.first_answers(connection)]
        assert outcomes == ["wrong", "correct", "correct", "correct", "correct"]
        # And with it that its author knows of the edit: it is told again.
        told = revising.look(books.database, books.catalog.find("sigmoid-slope"))
        assert told is not None
        assert not told.noted


async def test_another_id_for_an_answered_question_is_told_before_it_is_saved(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    before = file.read_text(encoding="utf-8")
    async with running(bank=bank, language="en") as pilot:
        answer(pilot, "sigmoid-slope", right=True)
        answer(pilot, "sigmoid-slope", right=False, learner="another")
        await edit(pilot, "sigmoid-slope")
        await write(pilot, "id: sigmoid-slope", "id: sigmoid-slopes")
        await press(pilot, "ctrl+s")
        screen = screen_of(pilot, SavingScreen)
        told = " ".join(shown(pilot).split())
        assert "2 answers hang on the old id, sigmoid-slope, and stay there" in told
        assert "Used in 2 sittings: 2 answers by 2 learners" in told
        assert screen.why_not("save_and_regrade")
        assert screen.why_not("save_as_wording")
        await press(pilot, "escape")
        assert file.read_text(encoding="utf-8") == before
        await press(pilot, "ctrl+s", "enter")
        assert "id: sigmoid-slopes" in screen_of(pilot, WritingScreen).area.text
        # It is done: what is edited next is the new question, which nobody has answered.
        await saved(pilot, "the largest value that the", "the smallest value that the")


async def test_another_id_is_told_of_a_file_that_could_not_be_read_meanwhile(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        answer(pilot, "sigmoid-slope", right=True)
        await edit(pilot, "sigmoid-slope")
        await saved(pilot, "kind: single", "kind: [single", "enter")
        await write(pilot, "kind: [single", "kind: single")
        await write(pilot, "id: sigmoid-slope", "id: sigmoid-slopes")
        await press(pilot, "ctrl+s")
        screen_of(pilot, SavingScreen)
        assert "1 answer hangs on the old id" in shown(pilot)


async def test_another_id_for_a_question_that_nobody_has_answered_is_saved_at_once(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        await edit(pilot, "sigmoid-slope")
        await saved(pilot, "id: sigmoid-slope", "id: sigmoid-slopes")


async def test_a_text_that_can_not_be_read_is_told_with_the_answers_to_all_versions(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        answer(pilot, "sigmoid-slope", right=True, learner="early")
        await edit(pilot, "sigmoid-slope")
        await saved(pilot, "the largest value that the", "the smallest value that the", "enter")
        answer(pilot, "sigmoid-slope", right=True, learner="late")
        await write(pilot, "kind: single", "kind: [single")
        await press(pilot, "ctrl+s")
        screen_of(pilot, SavingScreen)
        assert "2 answers by 2 learners" in shown(pilot)


async def test_answers_to_a_version_told_before_are_counted_beside_those_that_a_regrade_reaches(
    running: Running, bank: Path
):
    async with running(bank=bank, language="en") as pilot:
        for number in range(3):
            answer(pilot, "sigmoid-slope", right=True, learner=f"early {number}")
        await edit(pilot, "sigmoid-slope")
        await saved(pilot, "the largest value that the", "the smallest value that the", "enter")
        for number in range(2):
            answer(pilot, "sigmoid-slope", right=True, learner=f"late {number}")
        await turned(pilot)
        await press(pilot, "ctrl+s")
        screen_of(pilot, SavingScreen)
        told = " ".join(shown(pilot).split())
        assert "5 answers by 5 learners" in told
        assert "A regrade would change 2 earlier verdicts and leave 0." in told
        assert "3 other answers are to this version or to versions whose edits were told before" in told
        assert "quizapp bank regrade sigmoid-slope --undo takes it back" in told
