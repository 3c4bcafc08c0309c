"""What was saved under names, listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.cli.common import cli_message, print_json, say

if TYPE_CHECKING:
    from quizapp.study.options import Preset
    from quizapp.study.study import Study


def list_presets(study: Study, json_: bool, language: str) -> None:
    """Print a learner's presets: for programs, or a line for each."""
    presets = study.presets()
    if json_:
        print_json(
            [
                {
                    "name": preset.name,
                    "options": None if preset.options is None else preset.options.to_json(),
                    "saved_at": preset.saved_at.isoformat(),
                    "questions": None if preset.options is None else study.count(preset.options.selection),
                }
                for preset in presets
            ]
        )
    elif presets:
        for preset in presets:
            say(f"{preset.name}: {_words(preset, language)}")
    else:
        say(cli_message(language, "no_presets"))


def _words(preset: Preset, language: str) -> str:
    if preset.options is None:
        return cli_message(language, "preset_unreadable")
    values = preset.options.to_json()
    chosen = values.pop("selection")
    named = [f"{name}={_plain(value)}" for name, value in chosen.items()] or [cli_message(language, "whole_bank")]
    named += [f"{name}={value}" for name, value in values.items() if name in ("size", "minutes")]
    named += ["in-order"] * (not values["mixed"]) + [values["mode"]] * (values["mode"] != "learn")
    return ", ".join(named)


def _plain(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
