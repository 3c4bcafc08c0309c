"""What the lint finds, in the words of the Author screens: a key, where the command line names a command."""

from __future__ import annotations

from collections.abc import Callable

from quizapp.bank.faults import BankFault, one_line
from quizapp.tui.speech import say

# The action that helps with a finding.
_ACTIONS = {
    "review_missing": "blind",
    "review_stale": "blind",
    "translation_stale": "translated",
    "translation_stale_ja": "translated",
}


def finding_words(fault: BankFault, language: str, key_of: Callable[[str], str]) -> str:
    """A finding on one line; `key_of`: the key of an action where it is told."""
    action = _ACTIONS.get(fault.code)
    if action is None:
        return " ".join(fault.words(language).split())
    values = {name: one_line(str(value)) for name, value in fault.values.items()}
    return say(language, f"finding_{fault.code}", key=key_of(action), **values)
