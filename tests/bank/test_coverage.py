"""Coverage: what is asked of each topic, in which form and how hard, and what is thin."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from quizapp import paths
from quizapp.bank.catalog import load
from quizapp.bank.coverage import coverage
from quizapp.bank.schema import Kind
from quizapp.bank.statistics import statistics
from quizapp.cli.bank_coverage import heat_map_lines, missing_lines, weak_lines
from tests.bank.conftest import NUMERIC, SINGLE, Write
from tests.bank.test_drawn import DRAWN
from tests.bank.test_sets import SET


def test_questions_and_parts_are_counted_by_topic_level_and_kind(folder: Path, write: Write) -> None:
    for name, source in (("one", SINGLE), ("two", NUMERIC), ("three", SET), ("four", DRAWN)):
        write(name, source)
    write("five", SINGLE, {"status: ready": "status: retired"})
    write(
        "six",
        SINGLE,
        {"status: ready": "status: draft", '["3.4.1"]': '["3.4.3"]', "[パディング, ス": "[Max pooling, ス"},
    )
    found = coverage(load(folder))
    conv, pooling = found.topics
    assert (conv.code, conv.total, conv.ready, conv.levels) == ("3.4.1", 6, 6, (1, 4, 1, 0, 0))
    assert conv.kinds == {Kind.CODE: 1, Kind.NUMERIC: 4, Kind.SINGLE: 1}
    assert (conv.in_sets, conv.parametric, conv.missing_keywords) == (3, 1, ("カーネル",))
    assert conv.weak == ("few", "easy", "keywords")
    assert (pooling.total, pooling.ready, pooling.weak) == (1, 0, ("few", "not_ready", "easy", "no_set", "keywords"))
    assert found.missing_terms == {"zero.7": ("im2col",)}
    assert found.sections == {"zero.7": 7}
    assert not found.complete


def test_a_bank_that_asks_everything_is_complete(folder: Path, write: Write) -> None:
    write("one", SINGLE, {"[パディング, ストライド]": "[パディング, カーネル, ストライド, im2col]"})
    write("two", SINGLE, {'["3.4.1"]': '["3.4.3"]', "[パディング, ス": "[Max pooling, ス"})
    assert coverage(load(folder)).complete


def test_the_map_has_a_line_for_each_topic_and_darker_cells_for_more(folder: Path, write: Write) -> None:
    for number in range(6):
        write(f"q{number}")
    catalog = load(folder)
    head, conv, pooling, *legend = heat_map_lines(catalog, coverage(catalog), "en", 100)
    assert head.split() == ["topic", "all", "ready", "1", "2", "3", "4", "5", "on", "se", "nu", "fo", "co", "or", "ma"]
    assert conv.startswith("3.4.1 ")
    assert "▓ 6" in conv
    assert conv.endswith("Conv")
    assert "·" in pooling
    assert "on=one choice, se=several choices" in "\n".join(legend)
    assert "no set" in "\n".join(weak_lines(coverage(catalog), "en", 100))


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_terminal_and_nothing_is_cut(language: str, width: int) -> None:
    catalog = load(paths.questions_folder())
    found = coverage(catalog)
    lines = [
        *heat_map_lines(catalog, found, language, width),
        *weak_lines(found, language, width),
        *missing_lines(statistics(catalog), language, width),
    ]
    assert max(cell_len(line) for line in lines) <= width
    shown = re.sub(r"\s", "", "".join(re.split(r"[░▒▓█·]\s*\d*", "\n".join(lines))))
    for topic in catalog.syllabus.topics():
        assert re.sub(r"\s", "", topic.name[language])[-6:] in shown


def test_the_columns_of_the_map_stand_below_their_heads_however_many_questions_there_are(
    folder: Path, write: Write
) -> None:
    write("one")
    catalog = load(folder)
    found = coverage(catalog)
    many = replace(found, topics=tuple(replace(topic, levels=(1234, 0, 0, 0, 7)) for topic in found.topics))
    head, conv, *_ = heat_map_lines(catalog, many, "ja", 100)
    assert cell_len(head[: head.index("5") + 1]) == conv.index("7") + 1
    assert cell_len(head[: head.index("1") + 1]) == conv.index("1234") + 4
