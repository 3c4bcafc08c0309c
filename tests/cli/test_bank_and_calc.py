"""The commands for authors print what the house promises, as text and as JSON."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from calculators.answers.keys import Count
from calculators.problems import Draw, Problem, Step, family, problem
from tests.cli.conftest import Run, data


def test_stats_name_every_count_that_is_promised(run: Run) -> None:
    counts = data(run("bank", "stats", "--json"))
    promised = "files questions ready parametric by_kind by_topic by_chapter by_track by_language".split()  # noqa: SIM905
    assert set(promised) | {"missing_terms", "missing_topics"} <= set(counts)
    assert counts["questions"] >= counts["files"] >= 120
    assert counts["parametric"] >= 20
    assert counts["by_language"] == {"ja": counts["questions"], "en": counts["questions"]}
    assert sum(counts["by_kind"].values()) == counts["questions"]


def test_every_topic_and_every_section_has_a_question(run: Run) -> None:
    counts = data(run("bank", "stats", "--json"))
    assert counts["missing_topics"] == []
    assert [code for code, count in counts["by_topic"].items() if not count] == []
    assert [section for section, count in counts["by_track"].items() if not count] == []


def test_coverage_ends_with_findings_only_where_something_is_missing(run: Run, small_bank: Path) -> None:
    result = run("bank", "coverage", "--json")
    assert result.exit_code == 1
    found = data(result)
    assert (found["missing_topics"], found["missing_terms"]) == ([], {"zero.7": ["im2col"]})
    assert found["missing_keywords"] == {"3.4.1": ["カーネル"]}
    assert found["topics"]["3.4.1"]["levels"] == {"1": 1, "2": 1, "3": 0, "4": 0, "5": 0}


def test_lint_of_a_sound_bank_is_quiet_and_ends_well(run: Run, small_bank: Path) -> None:
    result = run("bank", "lint", "--json")
    assert (result.exit_code, data(result)) == (0, [])


def test_lint_tells_file_line_column_and_rule(run: Run, small_bank: Path) -> None:
    file = small_bank / "convolution" / "one.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("level: 1", "level: NO"), encoding="utf-8")
    result = run("bank", "lint", "--json", "--language", "en")
    assert result.exit_code == 1
    (finding,) = data(result)
    assert finding["file"] == str(Path("convolution") / "one.yaml")
    assert (finding["line"], finding["column"], finding["rule"]) == (7, 8, "ambiguous_scalar")
    assert f"{file}:7:8: error: " in run("bank", "lint").stdout


def test_a_folder_without_a_bank_is_told_plainly(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZAPP_QUESTIONS", str(tmp_path / "nowhere"))
    result = run("bank", "stats")
    assert result.exit_code == 2
    assert "syllabus.yaml: " in result.stderr


def test_show_prints_one_variant_in_one_language(run: Run) -> None:
    def shown(seed: int, language: str) -> dict[str, object]:
        return data(run("bank", "show", "conv-output-size", "--seed", str(seed), "--language", language, "--json"))  # type: ignore[no-any-return]

    japanese, english, other = shown(3, "ja"), shown(3, "en"), shown(4, "en")
    assert {"stem", "choices", "key", "steps", "mistakes", "explanation"} <= set(japanese)
    assert japanese["key"] == english["key"] != other["key"]
    assert japanese["stem"] != english["stem"] != other["stem"]


def test_show_blind_gives_nothing_away(run: Run, small_bank: Path) -> None:
    result = run("bank", "show", "one", "--blind", "--json", "--language", "en")
    assert set(data(result)) == {"id", "part", "kind", "stem", "choices", "lefts"}
    assert "Unrelated" not in run("bank", "show", "one", "--blind", "--language", "en").stdout
    assert "Unrelated" in run("bank", "show", "one", "--language", "en").stdout


def test_an_unknown_question_or_family_is_a_usage_error(run: Run) -> None:
    for arguments in (("bank", "show", "nothing"), ("bank", "lint", "nothing"), ("calc", "show", "no.family")):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "no" in result.stderr


def test_the_schema_in_the_bank_is_current(run: Run) -> None:
    assert run("bank", "schema", "--check").exit_code == 0


def test_a_stale_schema_is_told(run: Run, small_bank: Path) -> None:
    assert run("bank", "schema", "--check").exit_code == 1
    assert run("bank", "schema", "--write").exit_code == 0
    assert run("bank", "schema", "--check").exit_code == 0


def test_the_list_of_families_names_topics_and_mistakes(run: Run) -> None:
    rows = data(run("calc", "list", "--json"))
    assert len(rows) >= 20
    by_name = {row["family"]: row for row in rows}
    assert by_name["convolution.output_size"]["topics"] == ["3.4.1"]
    assert "no_plus_one" in by_name["convolution.output_size"]["mistakes"]


def test_a_drawn_problem_is_shown_with_its_second_route(run: Run) -> None:
    shown = data(run("calc", "show", "convolution.output_size", "--seed", "2", "--json"))
    assert float(shown["key"]) == shown["check"]
    assert shown["key"] in run("calc", "show", "convolution.output_size", "--seed", "2").stdout


def test_stress_reports_each_family(run: Run) -> None:
    result = run("calc", "stress", "convolution.output_size", "softmax.forward", "--seeds", "20", "--json")
    assert result.exit_code == 0
    rows = data(result)
    assert [row["family"] for row in rows] == ["convolution.output_size", "softmax.forward"]
    promised = {"seeds", "distinct", "failures", "acceptance", "seconds", "rejected_careful", "rank"}
    assert all(promised <= set(row) for row in rows)
    assert rows[1]["rank"] == [5, 5, 5, 5]
    assert all(row["failures"] == [] for row in rows)


def test_stress_in_words_ends_with_what_was_counted(run: Run) -> None:
    lines = run("calc", "stress", "convolution.output_size", "softmax.forward", "--seeds", "20").stdout.splitlines()
    assert [line.split()[0] for line in lines[:2]] == ["convolution.output_size", "softmax.forward"]
    assert lines[-1].startswith(("2 families: 0 fail, 0 with notes", "計算問題 2 種。規則に反するもの 0"))


def test_every_question_of_the_bank_can_be_shown(run: Run) -> None:
    counts = data(run("bank", "stats", "--json"))
    assert counts["sets"] >= 10
    for name in ("two-layer-network-numpy", "match-losses-to-tasks", "training-loop-order", "one-hot-code"):
        for language in ("ja", "en"):
            assert name in run("bank", "show", name, "--language", language).stdout
            assert data(run("bank", "show", name, "--language", language, "--json"))["key"]


@pytest.fixture
def unproven() -> Iterator[str]:
    """A family whose second route leads elsewhere, known only while the test runs."""
    name = "test_bank_and_calc.without_proof"

    @family(name, topics=["3.4.1"])
    def without_proof(draw: Draw) -> Problem:
        """A number that is not what it says."""
        n = draw.integer("n", 1, 10_000)
        return Problem(given={"n": n}, answer=Count(n), check=lambda: n + 1, steps=[Step("given", f"n = {n}")])

    yield name
    del problem._families[name]


def test_stress_ends_with_findings_where_a_family_fails(run: Run, unproven: str) -> None:
    result = run("calc", "stress", unproven, "--seeds", "5", "--json")
    assert result.exit_code == 1
    (row,) = data(result)
    assert {failure["rule"] for failure in row["failures"]} >= {"second route"}
