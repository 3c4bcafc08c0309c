"""Home, chapters, settings, help, palette and the list of faults; small terminals; texts that want to act."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizapp import settings as settings_file
from quizapp.study.selection import Selection
from quizapp.text.messages import message
from quizapp.text.messages.tui import CATALOG
from quizapp.tui.actions import ACTIONS, CONTEXTS, applicable
from quizapp.tui.asked import quiz
from quizapp.tui.screens.chapters import ChaptersScreen
from quizapp.tui.screens.faults import FaultsScreen
from quizapp.tui.screens.help import HelpScreen
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.settings import SettingsScreen
from quizapp.tui.screens.sitting import SittingScreen
from quizapp.tui.widgets.chaptertree import ChapterTree
from quizapp.tui.widgets.settingrow import SettingRow
from tests.tui.conftest import Running, press, program_of, shown, sit, typed
from tests.tui.program import BANK, program, settled

# Home


async def test_home_says_what_there_is_and_what_it_costs(running: Running):
    async with running(language="en") as pilot:
        page = shown(pilot)
        assert "8 questions" in page
        assert "about 7 min" in page
        assert "nothing is due now" in page


async def test_a_key_for_nothing_says_why_it_does_nothing(running: Running):
    async with running(keys=["r"]) as pilot:
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "復習するものがありません" in shown(pilot)


async def test_a_row_of_home_starts_by_enter_and_by_mouse(running: Running):
    async with running(keys=["down", "down", "down", "enter"]) as pilot:
        assert isinstance(pilot.app.screen, ChaptersScreen)
        await press(pilot, "escape")
        await pilot.click("#row-new")
        await settled(pilot)
        assert isinstance(pilot.app.screen, SittingScreen)


async def test_full_width_keys_work_as_their_narrow_forms_do(running: Running):
    async with running(keys=["ｃ"]) as pilot:
        assert isinstance(pilot.app.screen, ChaptersScreen)


async def test_a_sitting_can_be_started_from_the_command_line(running: Running):
    async with running(start=quiz(Selection(ids=("chain-rule",)))) as pilot:
        assert "f(x) = sin(x²)" in shown(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_a_database_that_cannot_be_opened_is_told_plainly(running: Running, tmp_path: Path):
    (tmp_path / "progress.sqlite").write_bytes(b"this is no database" * 100)
    async with running(language="en") as pilot:
        page = shown(pilot)
        assert "Could not open" in page
        assert "progress.sqlite" in "".join(page.split())
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_a_folder_without_a_bank_is_told_plainly(running: Running, tmp_path: Path):
    async with running(language="en", bank=tmp_path) as pilot:
        assert "Could not open" in shown(pilot)
        assert "syllabus.yaml" in "".join(shown(pilot).split())


async def test_broken_question_files_are_listed_with_their_place_and_the_rest_is_asked(
    running: Running, tmp_path: Path
):
    bank = copied_bank(tmp_path)
    broken = bank / "feedforward" / "sigmoid-slope.yaml"
    broken.write_text(broken.read_text("utf-8").replace("level: 2", "level: 9"), "utf-8")
    async with running(bank=bank, language="en") as pilot:
        assert "7 questions in all" in shown(pilot)
        await press(pilot, "f")
        assert isinstance(pilot.app.screen, FaultsScreen)
        assert "feedforward/sigmoid-slope.yaml:7:" in shown(pilot)


async def test_settings_that_could_not_be_read_are_reported_on_home(tmp_path: Path, home: Path):
    from quizapp.study.clock import FixedClock
    from quizapp.tui.app import QuizApp
    from tests.tui.program import EVENING, opener

    home.mkdir(parents=True)
    (home / "settings.toml").write_text('language = "en"\nsitting_size = 0\n')
    app = QuizApp(opener(tmp_path), FixedClock(EVENING))
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await settled(pilot)
        assert "sitting_size" in shown(pilot)


async def test_a_fault_of_the_program_itself_ends_it_with_a_short_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    async def run() -> None:
        app = program(tmp_path)
        async with app.run_test() as pilot:
            await settled(pilot)
            app.call_later(lambda: 1 // 0)
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await run()
    printed = capsys.readouterr().err
    assert "ZeroDivisionError" in printed
    assert "locals" not in printed
    assert len(printed.splitlines()) < 60


# Chapters


async def test_a_quiz_starts_from_the_node_under_the_cursor(running: Running):
    async with running(keys=["c", "down", "down", "down", "enter"]) as pilot:
        assert "3.4 畳み込みニューラルネットワーク" in shown(pilot).splitlines()[0]


async def test_the_track_is_switched_and_kept(running: Running):
    async with running(keys=["c", "t"]) as pilot:
        assert "ゼロから作るDeep Learning" in shown(pilot)
        assert "誤差逆伝播法" in shown(pilot)
        assert settings_file.load()[0].track == "zero"


async def test_a_node_without_questions_says_so(running: Running):
    async with running(keys=["c", "up", "enter"]) as pilot:
        assert isinstance(pilot.app.screen, ChaptersScreen)
        assert "まだ問題がありません" in shown(pilot)


async def test_a_folded_node_opens_and_what_is_open_stays_open_over_a_quiz(running: Running):
    async with running(keys=["c", "down", "space"]) as pilot:
        assert "3.1.2 出力層と損失関数" in shown(pilot)
        await press(pilot, "enter", "escape")
        assert isinstance(pilot.app.screen, ChaptersScreen)
        assert "3.1.2 出力層と損失関数" in shown(pilot)


async def test_one_click_goes_to_a_node_and_a_second_one_starts_it(running: Running):
    async with running(keys=["c"]) as pilot:
        await pilot.click(ChapterTree, offset=(12, 4))
        await settled(pilot)
        assert isinstance(pilot.app.screen, ChaptersScreen)
        await pilot.click(ChapterTree, offset=(12, 4))
        await settled(pilot)
        assert isinstance(pilot.app.screen, SittingScreen)


# Settings, help, palette


async def test_a_setting_changes_at_once_and_is_kept(running: Running):
    async with running(keys=["comma", "down", "right"]) as pilot:
        assert isinstance(pilot.app.screen, SettingsScreen)
        assert program_of(pilot).theme == "quizapp-light"
        assert settings_file.load()[0].theme == "quizapp-light"
        await press(pilot, "left", "left")
        assert program_of(pilot).theme != "quizapp-light"


async def test_every_setting_can_be_turned_both_ways(running: Running):
    async with running(keys=["comma"]) as pilot:
        for row in pilot.app.screen.query(SettingRow):
            if row.option.name == "exam_date":
                # It is typed, not turned.
                await press(pilot, "down")
                continue
            before = program_of(pilot).settings
            await press(pilot, "right")
            assert program_of(pilot).settings != before
            await press(pilot, "left", "down")
            assert program_of(pilot).settings == before


async def test_new_questions_a_day_are_followed_by_home(running: Running):
    async with running(keys=["comma", *["down"] * 6, *["left"] * 2, "escape"]) as pilot:
        assert "3 問" in next(line for line in shown(pilot).splitlines() if "新しい問題" in line)


async def test_help_names_the_keys_of_the_screen_it_was_called_from_first(running: Running):
    async with running("dense-parameters", keys=["f1"]) as pilot:
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "問題：入力" in shown(pilot).splitlines()[2]
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SittingScreen)


@pytest.mark.parametrize("language", ["ja", "en"])
async def test_help_names_every_action_of_the_registry(running: Running, language: str):
    async with running(language=language, size=(120, 420), keys=["question_mark"]) as pilot:
        page = shown(pilot)
        for action in ACTIONS:
            if not action.id.startswith(("choose_", "remark_")) and action.id != "palette":
                assert CATALOG[f"about_{action.id}"][language == "en"] in page, action.id


async def test_the_palette_finds_an_action_by_a_word_of_either_language(running: Running):
    async with running(keys=["ctrl+p"]) as pilot:
        await typed(pilot, "chapters")
        await settled(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ChaptersScreen)


async def test_the_language_flips_on_every_screen_below_too(running: Running):
    async with running(keys=["c", "comma", "l"]) as pilot:
        assert "Settings" in shown(pilot).splitlines()[0]
        await press(pilot, "escape")
        assert "Chapters" in shown(pilot).splitlines()[0]
        await press(pilot, "escape")
        assert "New questions" in shown(pilot)
        assert settings_file.load()[0].language == "en"


async def test_every_action_of_the_registry_is_known_to_its_screen(running: Running):
    async with running("sigmoid-slope") as pilot:
        app = program_of(pilot)
        app.action_settings()
        await settled(pilot)
        screens = {
            "home": app.screen_stack[0],
            **dict.fromkeys(("choice", "typed", "told"), app.screen_stack[1]),
            "settings": app.screen,
            "chapters": ChaptersScreen(),
            "help": HelpScreen("home"),
            "faults": FaultsScreen(),
        }
        for context in set(CONTEXTS) & set(screens):
            for action in applicable(context):
                name = action.run.partition("(")[0]
                target = app if name.startswith("app.") else screens[context]
                assert callable(getattr(target, f"action_{name.removeprefix('app.')}")), action.id


# Sizes and foreign text


@pytest.mark.parametrize("size", [(59, 24), (60, 23), (30, 10)])
async def test_below_the_least_size_there_is_a_notice_and_nothing_is_lost(running: Running, size: tuple[int, int]):
    async with running("dense-parameters") as pilot:
        await typed(pilot, "785")
        await pilot.resize_terminal(*size)
        await settled(pilot)
        assert "60×24" in shown(pilot)
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert "60×24" not in shown(pilot)
        await typed(pilot, "00\n")
        assert "○ 正解" in shown(pilot)


HOSTILE = "[/b] [@click=app.quit]quit[/] [red]red[/red] \\[x] <b>html</b> [link](http://a.example)"


@pytest.mark.parametrize("language", ["ja", "en"])
async def test_text_that_wants_to_act_is_shown_as_it_stands(running: Running, tmp_path: Path, language: str):
    bank = copied_bank(tmp_path)
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    source = file.read_text("utf-8")
    for name in ("ja", "en"):
        source = source.replace(f'{name}: "1"', f"{name}: '{HOSTILE}'")
    source = source.replace("Glorot & Bengio 2010", "[/b] [@click=app.quit]Glorot[/]")
    file.write_text(source, "utf-8")
    async with running("sigmoid-slope", bank=bank, language=language, size=(120, 50)) as pilot:
        assert "[/b] [@click=app.quit]quit[/] [red]red[/red]" in shown(pilot)
        await choose_everything(pilot)
        await press(pilot, "enter")
        page = shown(pilot)
        assert "[/b] [@click=app.quit]quit[/] [red]red[/red]" in page
        assert "[/b] [@click=app.quit]Glorot[/]" in page
        assert program_of(pilot).is_running


async def test_a_typed_answer_with_escape_sequences_reaches_no_terminal(running: Running):
    async with running("chain-rule") as pilot:
        await typed(pilot, "\x1b]0;owned\x07[/b]\n")
        assert "\x1b" not in shown(pilot)
        assert "\x07" not in shown(pilot)
        assert isinstance(pilot.app.screen, SittingScreen)


async def test_a_very_long_answer_is_refused_without_harm(running: Running):
    async with running("chain-rule") as pilot:
        await typed(pilot, "9**" * 20_000 + "\n")
        assert isinstance(pilot.app.screen, SittingScreen)
        assert "○ 正解" not in shown(pilot)


async def test_a_sitting_that_has_nothing_to_ask_says_so(running: Running):
    async with running() as pilot:
        await sit(pilot, "no-such-question")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert message("ja", "study.nothing_to_ask")[:10] in shown(pilot)


def copied_bank(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BANK, tmp_path / "bank"))


async def choose_everything(pilot: Pilot[None]) -> None:
    await press(pilot, "1")
