"""The registry of actions: one place for keys and words."""

from __future__ import annotations

import importlib
import pkgutil
from typing import get_args

import pytest
from textual.binding import Binding

from calculators.answers.keys import Key
from quizapp.text.messages.tui import CATALOG
from quizapp.tui import actions, screens
from quizapp.tui.actions import (
    ACTIONS,
    CONTEXTS,
    Action,
    applicable,
    bindings,
    key_for,
    printable,
    shown_key,
    with_full_width,
)
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.speech import say


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_words_in_both_languages(action: Action):
    for kind in ("act", "about"):
        japanese, english = CATALOG[f"{kind}_{action.id}"]
        assert japanese
        assert english


@pytest.mark.parametrize("context", CONTEXTS)
def test_in_one_place_a_key_does_one_thing(context: str):
    keys = [form for action in applicable(context) for key in action.keys for form in with_full_width(key)]
    assert len(keys) == len(set(keys))


def test_every_kind_of_typed_answer_has_an_example_in_its_field():
    for kind in get_args(Key):
        assert f"like_{kind.__name__.lower()}" in CATALOG


def test_no_key_of_a_screen_s_own_is_taken_for_an_action_of_another_place():
    for module in pkgutil.iter_modules(screens.__path__):
        importlib.import_module(f"{screens.__name__}.{module.name}")
    registered = {action.run.partition("(")[0] for action in ACTIONS}
    waiting: list[type[QuizScreen]] = [QuizScreen]
    while waiting:
        screen = waiting.pop()
        waiting += screen.__subclasses__()
        for binding in Binding.make_bindings(screen.__dict__.get("BINDINGS", ())):
            name = binding.action.partition("(")[0]
            assert binding.id or name not in registered, f"{screen.__name__}: {binding.key}"


def test_ids_are_unique():
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_letters_and_digits_are_bound_in_their_full_width_forms_too():
    bound = {binding.id: binding.key for binding in bindings(CONTEXTS)}
    assert bound["unsure"] == "u,ｕ,f4"
    assert bound["choose_1"] == "1,１"
    assert bound["help"] == "question_mark,fullwidth_question_mark,f1"


def test_while_typing_the_bar_shows_a_key_that_the_field_leaves_alone():
    unsure = next(action for action in ACTIONS if action.id == "unsure")
    assert key_for(unsure.keys, None) == "u"
    assert key_for(unsure.keys, printable) == "f4"


@pytest.mark.parametrize("context", [actions.TYPED, actions.EXAM_TYPED])
def test_every_action_of_a_typed_question_has_a_key_beside_the_letters(context: str):
    assert all(key_for(action.keys, printable) for action in applicable(context))


def test_escape_leads_out_of_every_screen_but_home():
    for context in set(CONTEXTS) - {actions.HOME}:
        assert any("escape" in action.keys and action.run == "leave" for action in applicable(context))


def test_keys_are_printed_as_they_are_written_on_the_keyboard():
    assert [shown_key(key) for key in ("question_mark", "escape", "f2", "ctrl+l", "u")] == ["?", "esc", "F2", "^l", "u"]


def test_english_counts_one_thing_as_one():
    assert say("en", "questions", count=1) == "1 question"
    assert say("en", "questions", count=2) == "2 questions"
    assert say("ja", "questions", count=1) == "1 問"
