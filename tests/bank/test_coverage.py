"""Coverage: what is asked of each topic, in which form and how hard, and what is thin."""

from pathlib import Path

from quizapp.bank.catalog import load
from quizapp.bank.coverage import coverage
from quizapp.bank.schema import Kind
from quizapp.cli.bank_coverage import heat_map_lines, weak_lines
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
    assert (pooling.total, pooling.ready, pooling.weak) == (1, 0, ("few", "not_ready", "easy", "no_set"))
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
    head, conv, pooling = heat_map_lines(catalog, coverage(catalog), "en")
    assert "level 1-5" in head
    assert conv.startswith("3.4.1 ")
    assert "▓  6▓" in conv
    assert conv.endswith("Conv")
    assert "·" in pooling
    assert "no set" in "\n".join(weak_lines(coverage(catalog), "en"))
