"""What a sitting leaves out is named in a notice, and the evening's day stands over Home until 04:00."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from quizapp.study.clock import FixedClock
from quizapp.study.options import Mode, QuizOptions
from quizapp.study.selection import Selection
from quizapp.tui.answersheet import in_test_mode, new_exam
from quizapp.tui.screens.exam import ExamScreen
from quizapp.tui.screens.summary import SummaryScreen
from tests.tui.asked import answer_rightly, asked_id
from tests.tui.conftest import Running, press, shown
from tests.tui.program import BANK, settled


async def test_a_question_that_can_not_be_asked_is_named_in_a_notice_and_the_sitting_goes_on(
    running: Running, tmp_path: Path
):
    bank = Path(shutil.copytree(BANK, tmp_path / "bank"))
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    file.write_text(file.read_text("utf-8").replace("en: There is no largest value", "en: '{{nothing}}'"), "utf-8")
    async with running("sigmoid-slope", "conv-size", bank=bank, language="en") as pilot:
        assert asked_id(pilot) == "conv-size"
        await answer_rightly(pilot)
        await press(pilot, "enter")
        told = [notice.message for notice in pilot.app._notifications]
        assert [words for words in told if "sigmoid-slope" in words] == [
            "left out, because it can't be asked: sigmoid-slope (quizapp bank lint tells why)"
        ]
        assert isinstance(pilot.app.screen, SummaryScreen)


@pytest.mark.parametrize("kind", ["exam", "test"])
async def test_what_is_not_on_a_sheet_because_it_can_not_be_asked_is_named_in_a_notice(
    running: Running, tmp_path: Path, kind: str
):
    bank = Path(shutil.copytree(BANK, tmp_path / "bank"))
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    file.write_text(file.read_text("utf-8").replace("en: There is no largest value", "en: '{{nothing}}'"), "utf-8")
    async with running(bank=bank, language="en") as pilot:
        options = QuizOptions(Selection(ids=("sigmoid-slope", "conv-size")), mode=Mode.TEST)
        pilot.app.push_screen(ExamScreen(new_exam(24) if kind == "exam" else in_test_mode(options)))
        await settled(pilot)
        assert isinstance(pilot.app.screen, ExamScreen)
        assert "sigmoid-slope" not in {entry.question_id for entry in pilot.app.screen.sheet.entries}
        assert [notice.message for notice in pilot.app._notifications] == [
            "left out, because it can't be asked: sigmoid-slope (quizapp bank lint tells why)"
        ]


@pytest.mark.parametrize(("minute", "day"), [("03:59", "Fri 20 Nov 2026"), ("04:00", "Sat 21 Nov 2026")])
async def test_the_day_over_home_is_the_study_day(running: Running, minute: str, day: str):
    moment = datetime.fromisoformat(f"2026-11-21 {minute}").replace(tzinfo=ZoneInfo("Asia/Tokyo"))
    async with running(clock=FixedClock(moment, ZoneInfo("Asia/Tokyo")), language="en") as pilot:
        assert day in shown(pilot)
