"""`quizapp bank stress`: what is printed can be pasted as it is printed, at the indent of the question or its part."""

from pathlib import Path

import pytest

from tests.bank.test_drawn import DRAWN
from tests.cli.conftest import Run, data

# Two mistakes that are often right, and a rank that is another matter.
SMALL = (
    DRAWN.replace("from: 5, to: 7", "from: 0, to: 2")
    .replace("level: 3\n", "level: 3\nwaive: [{{rule: stress_rank, reason: another matter}}]\n")
    .format(id="small")
)
SET = """\
id: small
kind: set
status: ready
topics: ["3.4.1"]
tracks: [zero.7]
keywords: [パディング]
level: 3
waive: [{rule: stress_rank, reason: another matter}]
stem: {ja: 導入。, en: Introduction.}
parts:
    - id: a
      kind: numeric
      level: 1
      stem: {ja: 3/8 を小数で答えよ。, en: Give 3/8 as a decimal.}
      answer: {kind: number, value: 0.375, decimals: 3, verify: '1 - 5/8'}
      explanation: {ja: 割る。, en: Divide.}
    - id: b
      kind: numeric
      level: 3
PART
references: [Any textbook]
"""


def as_part(source: str) -> str:
    """The drawn question as a part of a set whose parts stand further to the right."""
    lines = source[source.index("stem:") : source.index("references:")].splitlines()
    return SET.replace("PART", "\n".join(f"      {line}" for line in lines))


@pytest.mark.parametrize("source", [SMALL, as_part(SMALL)], ids=["question", "part"])
def test_what_is_printed_is_pasted_as_it_stands(run: Run, small_bank: Path, source: str) -> None:
    file = small_bank / "convolution" / "small.yaml"
    file.write_text(source, encoding="utf-8")
    printed = run("bank", "stress", "small", "--seeds", "120", "--language", "en").stdout.splitlines(keepends=True)
    begin = next(number for number, line in enumerate(printed) if line.lstrip() == "where:\n")
    block = printed[begin : printed.index("\n", begin)]
    lines = source.splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines) if line.lstrip() == "where:\n")
    assert block[0] == lines[place]
    file.write_text("".join([*lines[:place], *block, *lines[place + 3 :]]), encoding="utf-8")
    again = run("bank", "stress", "small", "--seeds", "120", "--language", "en")
    assert (again.exit_code, "nothing is wrong in 120 draws" in again.stdout) == (0, True)


def test_a_finding_is_json_with_its_sentence_and_what_to_paste(run: Run, small_bank: Path) -> None:
    (small_bank / "convolution" / "small.yaml").write_text(SMALL, encoding="utf-8")
    (row,) = data(run("bank", "stress", "small", "--seeds", "60", "--json", "--language", "ja"))
    blocks = {finding["rule"]: finding["block"] for finding in row["findings"]}
    assert blocks["stress_where"].startswith("where:\n  - ")
    assert all("\n" not in finding["message"] for finding in row["findings"])
    told = run("bank", "stress", "small", "--seeds", "60", "--language", "ja").stdout
    assert "small: 警告: 引いた数の" in told


def test_questions_without_drawn_numbers_are_told_so(run: Run, small_bank: Path) -> None:
    assert "two draws no numbers" in run("bank", "stress", "two", "--language", "en").stdout
    assert data(run("bank", "stress", "two", "--json")) == []
    assert "no question draws numbers" in run("bank", "stress", "--language", "en").stderr


def test_numbers_that_could_not_be_checked_in_time_are_told_with_what_to_ask_for(run: Run, small_bank: Path) -> None:
    source = DRAWN.format(id="slow").replace("span: n + 2*p - k", f"span: n + 2*p - k{' + floor(0.5)' * 40}")
    (small_bank / "convolution" / "slow.yaml").write_text(source, encoding="utf-8")
    result = run("bank", "stress", "slow", "--seeds", "100000", "--seconds", "1", "--language", "en")
    assert result.exit_code == 1
    assert "given up after 1 s of computing" in result.stdout
    assert "--seeds asks for fewer variants" in result.stdout
