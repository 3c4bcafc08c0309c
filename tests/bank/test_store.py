"""What is kept of a bank between runs saves time and changes nothing: not when it is old, and not when it is broken."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.bank import entries, fast_reader, store
from quizapp.bank.catalog import Catalog, load
from quizapp.bank.header import header_of
from quizapp.bank.reader import read_file, read_text
from quizapp.bank.store import Store
from tests.bank.conftest import NUMERIC, SINGLE, Write
from tests.bank.test_drawn import DRAWN
from tests.bank.test_sets import SET

SHIPPED = Path(__file__).parents[2] / "questions"


@pytest.fixture
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept") / "bank.sqlite"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files whose content was read, in order."""
    found: list[str] = []
    raw_content = entries.raw_content

    def counted(file: Path) -> bytes:
        found.append(file.stem)
        return raw_content(file)

    monkeypatch.setattr(entries, "raw_content", counted)
    return found


def everything(catalog: Catalog) -> dict[str, object]:
    return {name: entry.question.model_dump() for name, entry in catalog.entries.items()}


def test_a_second_load_reads_no_file_and_has_the_same_questions(
    folder: Path, write: Write, place: Path, reads: list[str]
) -> None:
    for name, source in (("one", SINGLE), ("two", NUMERIC), ("three", SET), ("four", DRAWN)):
        write(name, source)
    first = load(folder, store=Store(place))
    assert sorted(reads) == ["four", "one", "three", "two"]
    second = load(folder, store=Store(place))
    assert len(reads) == 4
    assert everything(second) == everything(first)
    assert [entry.header for entry in second.entries.values()] == [
        header_of(entry.question) for entry in first.entries.values()
    ]
    assert second.entries["one"].document.place(("level",)) == (7, 8)


def test_only_what_changed_is_read_again_and_what_is_gone_is_forgotten(
    folder: Path, write: Write, place: Path, reads: list[str]
) -> None:
    write("one")
    two = write("two", NUMERIC)
    load(folder, store=Store(place))
    reads.clear()
    write("one", SINGLE, {"level: 1": "level: 4"})
    two.unlink()
    catalog = load(folder, store=Store(place))
    assert (reads, catalog.find("one").level, list(catalog.entries)) == (["one"], 4, ["one"])
    assert list(Store(place).rows()) == ["convolution/one.yaml"]


def test_a_file_of_other_times_and_the_same_content_is_not_parsed_again(
    folder: Path, write: Write, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write("one")
    load(folder, store=Store(place))
    file.write_bytes(file.read_bytes())
    monkeypatch.setattr(entries, "_question", pytest.fail)
    assert load(folder, store=Store(place)).find("one").level == 1


def test_a_broken_file_is_told_each_time(folder: Path, write: Write, place: Path) -> None:
    write("one", SINGLE, {"level: 1": "level: NO"})
    told = [[(fault.code, fault.line) for fault in load(folder, store=Store(place)).faults] for _ in range(2)]
    assert told == [[("ambiguous_scalar", 7)]] * 2


def rubbish(place: Path) -> None:
    place.write_bytes(b"no database at all" * 500)


def half(place: Path) -> None:
    place.write_bytes(place.read_bytes()[: place.stat().st_size // 2])


def changed(statement: str) -> Callable[[Path], None]:
    def change(place: Path) -> None:
        connection = sqlite3.connect(place)
        connection.executescript(statement)
        connection.commit()
        connection.close()

    return change


@pytest.mark.parametrize(
    "break_it",
    [
        rubbish,
        half,
        lambda place: place.write_bytes(b""),
        lambda place: place.chmod(0),
        changed("UPDATE files SET header = '[1, 2]'"),
        changed("UPDATE files SET header = replace(header, '3.4.1', '9.9.9')"),
        changed("UPDATE files SET header = 'x', sum = 0"),
        changed("UPDATE questions SET data = 'not JSON'"),
        changed('UPDATE questions SET data = CAST(\'{"id": "one"}\' AS BLOB)'),
        changed("DELETE FROM questions"),
        changed("UPDATE about SET program = 'another version'"),
        changed("DROP TABLE files; CREATE TABLE files (x)"),
    ],
)
def test_a_store_that_is_broken_or_of_another_version_changes_nothing(
    folder: Path, write: Write, place: Path, break_it: Callable[[Path], None]
) -> None:
    write("one")
    right = everything(load(folder, store=Store(place)))
    break_it(place)
    for _ in range(2):
        catalog = load(folder, store=Store(place))
        assert (everything(catalog), catalog.faults) == (right, ())
        assert catalog.on_topic("3.4.1") == ("one",)


def test_a_store_that_can_not_be_written_is_done_without(folder: Path, write: Write, tmp_path: Path) -> None:
    write("one")
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    assert list(load(folder, store=Store(blocked / "kept.sqlite")).entries) == ["one"]


def test_a_change_of_the_program_begins_the_store_anew(
    folder: Path, write: Write, place: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("one")
    load(folder, store=Store(place))
    monkeypatch.setattr(store, "__version__", "999.0")
    load(folder, store=Store(place))
    assert reads == ["one", "one"]


def test_a_question_taken_away_after_loading_is_told_when_it_is_asked_for(
    folder: Path, write: Write, place: Path
) -> None:
    file = write("one")
    load(folder, store=Store(place))
    entry = load(folder, store=Store(place)).entries["one"]
    file.unlink()
    assert entry.question.level == 1
    other = load(folder).entries
    assert other == {}


def test_an_entry_with_another_question_has_its_header(folder: Path, write: Write, place: Path) -> None:
    write("one")
    entry = load(folder, store=Store(place)).entries["one"]
    harder = replace(entry, question=entry.question.model_copy(update={"level": 5}))
    assert (harder.header.level, entry.header.level, harder.file) == (5, 1, entry.file)


def test_the_fast_reader_reads_every_shipped_file_as_the_strict_one_does() -> None:
    files = sorted(SHIPPED.glob("*/*.yaml"))
    read = [fast_reader.read_data(file.read_text(encoding="utf-8")) for file in files]
    assert sum(data is None for data in read) <= len(files) // 20
    for file, data in zip(files[::7], read[::7], strict=True):
        assert data is None or data == read_file(file).data


@pytest.mark.parametrize(
    "source",
    [
        *("a: NO", "a: on", "a: 1:30", "a: 010", "a: .5", "a: 5.", "a: 1e999", "a: ~", "a:", "a: 2024-01-31"),
        *("a: &x 1", "a: *x", "a: !t 1", "a: !!str 1", "a: !!python/object:os.system 1", "<<: {a: 1}", "a: 1\na: 2"),
        *('a: "\\frac"', 'a: "\\n"', "a: text # cut", "a: {b: c # cut\n}"),
        *("--- \na: 1\n---\nb: 1", "%YAML 1.1\n---\na: 1"),
        *("a: \x07", "[1, 2]", "text", "", "a: [1", "? [a]\n: b", "a: " + "[" * 20 + "]" * 20, "a: " + "9" * 30),
        *("&x a: 1", "!t a: 1", "a: \u202e", "a: [&x b]", "{a: 1}: 2", "a: b\n c: d", "a: 0x1F", "a: 1_000", "a: yes"),
    ],
)  # fmt: skip
def test_what_the_strict_reader_refuses_the_fast_one_leaves_to_it(source: str) -> None:
    assert fast_reader.read_data(source) is None


@pytest.mark.parametrize(
    "source",
    [
        "a: true\nb: false\nc: 1\nd: -2.50\ne: 'no'\nf: \"no\"\ng: |\n  x # y\nh: [1, {i: j}]\n",
        "a: x#y\nb: 'it''s # here'\n",
        "a: onward\nb: nothing\nc: Yesterday\nd: ~x\ne: 3x3\nf: 日本語 no\ng: -x\n",
    ],
)
def test_what_both_read_is_the_same(source: str) -> None:
    assert fast_reader.read_data(source) == read_text(source, Path("x.yaml")).data


def test_a_name_that_can_not_be_kept_undoes_its_change_and_stops_no_later_one(
    folder: Path, write: Write, place: Path
) -> None:
    write("one")
    kept = Store(place)
    load(folder, store=kept)
    row = kept.rows()["convolution/one.yaml"]
    kept.keep({"a/two.yaml": (row, None), "a/\udcff.yaml": (row, None)}, [])
    assert list(kept.rows()) == ["convolution/one.yaml"]
    kept.keep({"a/three.yaml": (row, None)}, ["convolution/one.yaml"])
    assert list(kept.rows()) == ["a/three.yaml"]
    assert kept.findings("\udcff", [row.digest]) == {}
