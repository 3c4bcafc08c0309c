"""What use has shown of a question, line by line: each version by its own key, orders and pairs by what was placed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from rich.cells import cell_len

from quizapp.bank.items import Item
from quizapp.progress.items import Use
from quizapp.study.revising import Run
from quizapp.tui.widgets.uses import Used, uses_lines


def lines(items: Sequence[Item], language: str = "en") -> list[str]:
    runs = [Run(item.revision, frozenset({item.revision}), Use(item.revision, 40, 40, 40)) for item in items]
    return [line.plain for line in uses_lines(Used("now", None, runs, items, ()), language, 76)]


def test_each_version_shows_its_own_key() -> None:
    shares = {"a": 0.6, "b": 0.4}
    told = lines(
        [
            Item("one", "", "now", 40, 0.4, (0.2, 0.6), chosen=shares, form="choices", right=0.4, key=("b",)),
            Item("one", "", "before", 40, 0.6, (0.4, 0.8), chosen=shares, form="choices", right=0.6, key=("a",)),
        ]
    )
    assert [line.split()[:2] for line in told if line.strip().startswith(("○", "×"))] == [
        *(["×", "a"], ["○", "b"], ["○", "a"], ["×", "b"]),
    ]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_of_orders_and_pairs_what_was_placed_and_the_commonest_error_are_told(language: str) -> None:
    order, pairs = (
        Item(
            *("one", "", "now", 40, 0.61, (0.45, 0.75), 0.3, 20, chosen, (), (), form, 0.5, ()),
            *({"p": 0.8, "q": 0.55}, (("q", other), 0.3)),
        )
        for form, chosen, other in (("order", {}, "p"), ("match", {"z": 0.31}, "z"))
    )
    words = {
        "ja": ("最も多い誤った順: q p  30 %", "最も多い誤った組: q — z  30 %", "すべて正しい 50 %"),
        "en": ("commonest wrong order: q p  30 %", "commonest wrong pair: q – z  30 %", "fully right 50 %"),
    }[language]
    for item, commonest in ((order, words[0]), (pairs, words[1])):
        told = lines([item], language)
        assert f"  {commonest}" in told
        assert f"  {words[2]}" in told
        assert [line.split()[-2:] for line in told if line.strip().startswith("○")] != []
        assert max(map(cell_len, told)) <= 76
