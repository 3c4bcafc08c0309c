"""Hostile and broken files: each is told with its place or is harmless, never a traceback, and the rest loads.

`FUZZ_SECONDS=60 python -m tests.bank.test_hostile` changes sound and hostile files at random for as long.
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.bank import fast_reader
from quizapp.bank.authoring import check_text
from quizapp.bank.catalog import load, validate
from quizapp.bank.faults import BankFault
from quizapp.bank.lint import lint
from quizapp.bank.reader import Unreadable, decoded, read_file, read_text
from quizapp.bank.schema import Question
from quizapp.bank.variants import draw, render
from tests.bank.conftest import SINGLE, SYLLABUS, TRACKS
from tests.bank.hostile import FRESH, NUMBER, SOUND, Hostile, corpus

CORPUS = list(corpus())


def test_the_corpus_is_large_and_its_names_differ() -> None:
    assert len(CORPUS) >= 100
    assert len({hostile.name for hostile in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("hostile", CORPUS, ids=lambda hostile: hostile.name)
def test_a_hostile_file_is_told_with_its_place_and_the_others_load(folder: Path, hostile: Hostile) -> None:
    (folder / "convolution" / "question.yaml").write_bytes(hostile.content)
    (folder / "convolution" / "sound.yaml").write_text(SINGLE.format(id="sound"), encoding="utf-8")
    begun = time.process_time()
    catalog = load(folder)
    found = lint(catalog)
    assert time.process_time() - begun < 3
    assert "sound" in catalog.entries
    told = [(fault.code, fault.line) for fault in found if fault.file.stem == "question"]
    if hostile.code:
        assert hostile.code in [code for code, _ in told]
    else:
        assert [code for code, _ in told if code not in ("near_duplicate", "stem_word_in_key")] == []
        question = catalog.find("question")
        assert render(question, draw(question, 1), "en").stem
    if hostile.line:
        assert (hostile.code, hostile.line) in told
    typed = check_text(catalog, hostile.content.decode("utf-8", "replace"), folder / "convolution" / "question.yaml")
    for fault in (*found, *typed.faults):
        check_fault(fault)


def check_fault(fault: BankFault) -> None:
    """A fault has a place, and words that a terminal can show."""
    assert fault.code not in ("reader_failed", "lint_failed"), fault.values
    assert fault.line >= 1
    assert fault.column >= 1
    for language in ("ja", "en"):
        words = fault.words(language)
        assert words
        assert not [sign for sign in words if ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0], (fault.code, words)


def test_a_file_that_points_elsewhere_is_not_followed_out_of_the_bank(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.yaml"
    secret.write_text("password: 'hunter2'\n", encoding="utf-8")
    (folder / "convolution" / "question.yaml").symlink_to(secret)
    (folder / "elsewhere").symlink_to(secret.parent)
    catalog = load(folder)
    assert catalog.entries == {}
    assert {fault.code for fault in catalog.faults} == {"outside_bank"}


def test_a_link_inside_the_bank_is_followed(folder: Path) -> None:
    (folder / "kept").mkdir()
    (folder / "kept" / "text").write_text(SOUND, encoding="utf-8")
    (folder / "convolution" / "question.yaml").symlink_to(folder / "kept" / "text")
    assert list(load(folder).entries) == ["question"]


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_told(content: bytes) -> None:
    read_both_ways(content)


@given(st.integers(0, 10**9))
@settings(max_examples=80, deadline=None)
def test_a_question_changed_anywhere_is_read_or_told(seed: int) -> None:
    read_both_ways(changed(random.Random(seed)))


def changed(stream: random.Random) -> bytes:
    """A file of the corpus, or a sound one, with some of its bytes changed, doubled, swapped or left out."""
    sources = [SOUND.encode(), NUMBER.encode(), FRESH.encode(), *(one.content[:4_000] for one in CORPUS)]
    content = bytearray(stream.choice(sources))
    for _ in range(stream.randint(1, 6)):
        at = stream.randrange(len(content) + 1)
        size = stream.choice((0, 1, 1, 3, 20))
        piece = stream.choice(
            (b"", b"\x00", b"\n", b": ", b"- ", b"&a ", b"*a", b"!!x ", b"'", b'"', b"|\n", b"{", b"]", b"#")
        )
        content[at : at + size] = stream.choice((piece, bytes(content[at : at + 30]), piece * 3))
    return bytes(content)


def read_both_ways(content: bytes) -> None:
    """Read bytes by both readers; they agree, and nothing but a fault with a place comes of it."""
    file = Path("convolution/question.yaml")
    try:
        source = decoded(content, file)
        fast = fast_reader.read_data(source)
        document = read_text(source, file)
    except Unreadable as error:
        check_fault(error.fault)
        return
    assert fast is None or fast == document.data
    found = validate(document)
    if isinstance(found, Question):
        assert found.part_names
        return
    for fault in found:
        check_fault(fault)


def fuzz(seconds: float, seed: int) -> int:
    """Read and lint changed files for a while; how many. Raises what they make the program raise."""
    import tempfile

    folder = Path(tempfile.mkdtemp())
    (folder / "syllabus.yaml").write_text(SYLLABUS, encoding="utf-8")
    (folder / "tracks.yaml").write_text(TRACKS, encoding="utf-8")
    catalog, stream, count = load(folder), random.Random(seed), 0
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        content = changed(stream)
        try:
            read_both_ways(content)
            text = content.decode("utf-8", "replace")
            for fault in check_text(catalog, text, folder / "convolution" / "question.yaml").faults:
                check_fault(fault)
        except Exception:
            print(f"seed {seed}, file {count}: {content!r}")
            raise
        count += 1
    return count


def test_a_file_that_can_not_be_opened_is_told(folder: Path) -> None:
    (folder / "convolution" / "question.yaml").mkdir()
    with pytest.raises(Unreadable):
        read_file(folder / "convolution" / "question.yaml")


if __name__ == "__main__":
    print(fuzz(float(os.environ.get("FUZZ_SECONDS", "60")), int(os.environ.get("FUZZ_SEED", "1"))), "files")
