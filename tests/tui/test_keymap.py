"""Choosing keys, and jumping by letters."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from quizapp import settings
from quizapp.settings import InvalidSetting, Settings
from quizapp.text.messages.tui import CATALOG
from quizapp.tui.actions import ACTIONS
from quizapp.tui.keymap import FIXED, Keymap
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.keys import KeyRow
from quizapp.tui.screens.settings import SettingsScreen
from quizapp.tui.screens.sitting import SittingScreen
from tests.tui.conftest import Running, press, program_of, shown, sit
from tests.tui.program import settled

_BY_ID = {action.id: action for action in ACTIONS}
CHOICE = "sigmoid-slope"


def test_a_chosen_key_takes_the_place_of_the_first_and_the_function_keys_stay():
    assert Keymap.of({"hint": "t"}).keys(_BY_ID["hint"]) == ("t", "f3")
    assert Keymap().keys(_BY_ID["hint"]) == ("h", "f3")


@pytest.mark.parametrize(
    ("action", "key", "reason"),
    [
        ("leave", "x", "key_fixed"),
        ("choose_2", "b", "key_fixed"),
        ("hint", "u", "key_taken"),
        ("hint", "escape", "key_taken"),
        ("hint", "no such key", "key_unknown"),
        ("hint", "<any>", "key_unknown"),
        ("dance", "d", "key_no_action"),
    ],
)
def test_a_key_that_can_not_be_is_refused_with_the_reason(action: str, key: str, reason: str):
    keymap = Keymap.of({action: key})
    assert not keymap.chosen
    assert [fault.reason for fault in keymap.refused] == [reason]


def test_two_actions_may_change_their_keys_with_one_another_in_two_steps():
    keymap = Keymap.of({"hint": "t", "unsure": "h"})
    assert dict(keymap.chosen) == {"hint": "t", "unsure": "h"}


def test_the_same_key_may_mean_two_things_in_two_places():
    # `n` is taken on Home, and free in a sitting.
    assert Keymap.of({"hint": "n"}).chosen == {"hint": "n"}


def test_keys_are_kept_in_the_settings_file_and_read_back(tmp_path: Path):
    file = tmp_path / "settings.toml"
    settings.save(Settings(keys={"hint": "t", "unsure": "full_stop"}, reduced_motion=True), file)
    found, faults = settings.load(file)
    assert (dict(found.keys), found.reduced_motion, faults) == ({"hint": "t", "unsure": "full_stop"}, True, [])


def test_keys_that_are_no_table_of_words_are_refused():
    with pytest.raises(InvalidSetting):
        settings.changed(Settings(), "keys", {"hint": 3})


async def test_a_chosen_key_works_its_old_one_no_more_and_others_on_that_key_stay(running: Running):
    async with running() as pilot:
        # Enter answers, and after the verdict goes on.
        program_of(pilot).change_setting("keys", {"answer": "ctrl+g"})
        await sit(pilot, CHOICE)
        await press(pilot, "1", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, SittingScreen)
        assert screen.context == "choice"
        await press(pilot, "ctrl+g")
        assert screen.context == "told"
        await press(pilot, "enter")
        assert pilot.app.screen is not screen or screen.context != "told"


async def test_a_new_key_is_chosen_by_pressing_it_and_shown_everywhere(running: Running):
    async with running(keys=("comma", "k")) as pilot:
        pilot.app.screen.query_one("#key-review", KeyRow).focus()
        await press(pilot, "enter", "v")
        assert dict(program_of(pilot).settings.keys) == {"review": "v"}
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SettingsScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        await press(pilot, "v")
        # Nothing is due in a new database: the key is understood, and the reason said.
        assert program_of(pilot).screen.why_not("review") == "nothing_due"  # type: ignore[attr-defined]
        assert program_of(pilot)._notifications


async def test_a_key_that_is_taken_is_refused_by_name_and_nothing_changes(running: Running):
    async with running(keys=("comma", "k")) as pilot:
        pilot.app.screen.query_one("#key-review", KeyRow).focus()
        await press(pilot, "enter", "n")
        assert not program_of(pilot).settings.keys
        assert "まだ出ていない問題を解く" in shown(pilot)


async def test_escape_while_choosing_keeps_the_key_and_a_full_width_key_is_its_plain_one(running: Running):
    async with running(keys=("comma", "k")) as pilot:
        pilot.app.screen.query_one("#key-review", KeyRow).focus()
        await press(pilot, "enter", "escape")
        assert not program_of(pilot).settings.keys
        await press(pilot, "enter", "ｖ")
        assert dict(program_of(pilot).settings.keys) == {"review": "v"}
        await press(pilot, "backspace")
        assert not program_of(pilot).settings.keys


async def test_jump_mode_labels_what_can_have_the_focus_and_goes_where_one_presses(running: Running):
    async with running(keys=("comma", "ctrl+o")) as pilot:
        labels = list(pilot.app.screen.query(".jump-label"))
        assert len(labels) >= 6
        await press(pilot, "d")
        screen = pilot.app.screen
        assert isinstance(screen, SettingsScreen)
        assert screen.focused is not None
        assert screen.focused.id == "set-track"


def test_every_action_but_the_fixed_ones_can_have_a_function_key_of_its_own():
    for action in ACTIONS:
        fault = Keymap().why_not(action.id, "f12")
        assert (fault is not None) == (action.id in FIXED)


def test_the_page_of_keys_is_current():
    script = Path(__file__).parents[2] / "docs" / "generate_keys.py"
    if script.exists():
        assert subprocess.run([sys.executable, script, "--check"], check=False).returncode == 0


async def test_home_and_the_row_of_a_left_exam_show_the_key_that_was_chosen(running: Running):
    async with running(CHOICE, "pooling-facts", size=(80, 30)) as pilot:
        await press(pilot, "1", "enter", "enter", "escape")
        assert " p   続きから" in shown(pilot)
        program_of(pilot).change_setting("keys", {"resume": "j", "undo": "u"})
        await settled(pilot)
        assert " j   続きから" in shown(pilot)
        await press(pilot, "e", "1", "escape")
        assert " j   模試" in shown(pilot)


async def test_the_words_about_the_language_name_the_key_that_was_chosen(running: Running):
    async with running(keys=("comma",), language="en") as pilot:
        program_of(pilot).change_setting("keys", {"language": "j"})
        await press(pilot, "down", "up")
        assert "j (F2 while typing) flips it" in shown(pilot)


def test_no_message_of_the_screens_names_a_letter_as_a_key():
    letter = re.compile(
        r"(?:^|[。、（ ])[a-z] (?:キー|で)|（[a-z]）"
        r"|(?:[Pp]ress|key|with) [b-z]\b(?! )|(?:[Pp]ress|[Tt]he key) [b-z] |with a\.|; [b-z] [a-z]+s |\([b-z]\)|\(z "
    )
    named = {name: words for name, words in CATALOG.items() if any(letter.search(text) for text in words)}
    assert named == {}
