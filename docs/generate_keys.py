"""Writes docs/keys.md, the keys of every place in both languages, from the registry of actions.

python docs/generate_keys.py          (make docs)
python docs/generate_keys.py --check  exit status 1 where the page is not current
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from quizapp.tui.actions import CONTEXTS, Action, applicable, shown_key
from quizapp.tui.speech import say

PAGE = Path(__file__).with_name("keys.md")
HEAD = """\
# Keys / キー

Written by `make docs` from the registry of actions. Letters and digits also work in the full-width form in which a
Japanese input method sends them. Every key can be changed in the settings (`,` then `k`), except escape, ctrl+q and
the numbers of choices.

このページは `make docs` が操作の一覧から書き出す。英数字のキーは、日本語入力中の全角のままでも効く。esc、ctrl+q、
選択肢の番号を除き、どのキーも設定（`,` のあと `k`）で変えられる。
"""


def page() -> str:
    """The page, in Markdown."""
    return "\n".join([HEAD, *_places()])


def _places() -> Iterator[str]:
    # A set is asked by the keys of its parts; while it opens, only what works anywhere does.
    places = [place for place in CONTEXTS if place != "opening"]
    common = [
        action
        for action in applicable("help")
        if set(places) - set(action.where) <= {"home", "help", "calculator", "navigator"}
    ]
    for place in places:
        own = [action for action in applicable(place) if action not in common]
        if own:
            yield from _table(f"{say('en', f'place_{place}')} / {say('ja', f'place_{place}')}", own)
    yield from _table(f"{say('en', 'place_anywhere')} / {say('ja', 'place_anywhere')}", common)


def _table(title: str, actions: list[Action]) -> Iterator[str]:
    yield f"## {title}\n"
    yield "| key | | |"
    yield "|---|---|---|"
    for action in actions:
        keys = " ".join(f"`{shown_key(key)}`" for key in action.keys)
        yield f"| {keys} | {say('en', f'about_{action.id}')} | {say('ja', f'about_{action.id}')} |"
    yield ""


def main() -> int:
    """Write the page, or check it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        return int(not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
