"""The keys in use: the registry's own, or the one that a learner has chosen for an action.

A chosen key takes the place of the action's first. Its other keys stay, because a text field that has the focus takes
letters as text: what must work there has a function key as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from textual.binding import Binding, BindingsMap
from textual.keys import Keys, _character_to_key

from quizapp.tui.actions import ACTIONS, Action, with_full_width

# Escape leads out and ctrl+q quits whatever is chosen; a choice's number is the number that stands before it.
FIXED = frozenset({"leave", "quit", *(f"choose_{n}" for n in range(1, 9)), *(f"remark_{n}" for n in range(1, 7))})
_NAMED = frozenset(key.value for key in Keys if not key.value.startswith("<"))
# The signs on a keyboard, by the names that Textual gives their keys: `full_stop`, `slash`.
SIGNS = {_character_to_key(chr(code)): chr(code) for code in range(33, 127)}
_BY_ID = {action.id: action for action in ACTIONS}


@dataclass(frozen=True, slots=True)
class Refused:
    """Why an action can't have a key: a message id of the screens, and its values. `other`: the action that has it."""

    reason: str
    action: str
    key: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys of every action. `chosen`: action id → key, each of them possible; `refused`: what was not."""

    chosen: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[Refused, ...] = ()

    @classmethod
    def of(cls, wished: Mapping[str, str]) -> Keymap:
        """The keymap of the settings. What is not possible is left out and told."""
        keymap = cls()
        for name, key in wished.items():
            fault = keymap.why_not(name, key)
            if fault is None:
                keymap = cls({**keymap.chosen, name: key}, keymap.refused)
            else:
                keymap = cls(keymap.chosen, (*keymap.refused, fault))
        return keymap

    def keys(self, action: Action) -> tuple[str, ...]:
        """An action's keys, the one to show first."""
        key = self.chosen.get(action.id)
        return action.keys if key is None else (key, *(other for other in action.keys[1:] if other != key))

    def why_not(self, action_id: str, key: str) -> Refused | None:
        """Why an action can't have a key; None where it can."""
        action = _BY_ID.get(action_id)
        if action is None:
            return Refused("key_no_action", action_id, key)
        if action_id in FIXED:
            return Refused("key_fixed", action_id, key)
        if not _is_key(key):
            return Refused("key_unknown", action_id, key)
        wanted = set(with_full_width(key))
        for other in ACTIONS:
            if other.id == action_id or not set(other.where).intersection(action.where):
                continue
            if wanted.intersection(form for own in self.keys(other) for form in with_full_width(own)):
                return Refused("key_taken", action_id, key, other.id)
        return None

    def bind(self, bindings: BindingsMap) -> None:
        """Give a screen's bindings the chosen keys. Only the registry's bindings of that action change: Textual's own
        keymap would take every other action off a key that two places share.
        """
        for action_id in self.chosen:
            action = _BY_ID[action_id]
            own: Binding | None = None
            for key, bound in list(bindings.key_to_bindings.items()):
                own = next((binding for binding in bound if binding.id == action_id), own)
                rest = [binding for binding in bound if binding.id != action_id]
                if rest:
                    bindings.key_to_bindings[key] = rest
                else:
                    del bindings.key_to_bindings[key]
            if own is None:
                continue
            for form in _forms(self.keys(action)):
                bound = bindings.key_to_bindings.get(form, [])
                bindings.key_to_bindings[form] = [*bound, own.with_key(form)]


def _forms(keys: Iterable[str]) -> list[str]:
    return [form for key in keys for form in with_full_width(key)]


def _is_key(key: str) -> bool:
    """Whether a terminal can send it: a letter, digit or sign by its name, a key such as f5, one of these with ctrl."""
    return key in _NAMED or key in SIGNS or (len(key) == 1 and key.isprintable() and key != " ")
