"""Drafts are work begun: what only they ask is not asked yet."""

from pathlib import Path

import pytest

from quizapp.bank.catalog import load
from quizapp.bank.coverage import coverage
from quizapp.bank.statistics import statistics
from tests.bank.conftest import SINGLE, Write

ALL = "[パディング, カーネル, ストライド, im2col]"


@pytest.mark.parametrize("status", ["draft", "review"])
def test_a_topic_with_drafts_alone_is_missing_like_its_keywords_and_terms(
    folder: Path, write: Write, status: str
) -> None:
    other = {'["3.4.1"]': '["3.4.3"]', "[パディング, ス": "[Max pooling, ス"}
    write("two", SINGLE, other)
    write("one", SINGLE, {"[パディング, ストライド]": ALL})
    assert coverage(load(folder)).complete
    write("one", SINGLE, {"[パディング, ストライド]": ALL, "status: ready": f"status: {status}"})
    found = coverage(load(folder))
    assert not found.complete
    assert "not_ready" in found.topics[0].weak
    told = found.plain()
    assert told["missing_topics"] == ["3.4.1"]
    assert told["missing_keywords"] == {"3.4.1": ["パディング", "カーネル"]}
    assert told["missing_terms"] == {"zero.7": ["im2col"]}
    counts = statistics(load(folder))
    assert (counts["missing_topics"], counts["missing_terms"]) == (told["missing_topics"], told["missing_terms"])
    assert counts["by_topic"]["3.4.1"] == told["topics"]["3.4.1"]["questions"] == 1
