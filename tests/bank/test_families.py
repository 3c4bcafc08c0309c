"""What the lint knows of families without drawing them: a table, for as long as all that it rests on is the same."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from calculators.problems import UnknownFamily
from quizapp.bank import families, family_table
from quizapp.bank.families import Facts, drawn_facts, facts_of
from quizapp.text.formula import drawing_fault

# Of each kind of answer, and of modules that import others of ours late.
SOME = ["convolution.output_size", "convolution.receptive_field", "layers.perceptron_gate", "pooling.lp_forward"]


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table of two families."""
    monkeypatch.setattr(family_table, "TABLE", tmp_path / "table.json")
    names = ["convolution.output_size", "layers.perceptron_gate"]
    forget()
    family_table.write({name: drawn_facts(name) for name in names})
    yield family_table.TABLE
    forget()


def forget() -> None:
    """What is remembered of the table and of the sources."""
    for known in (family_table._modules, family_table.sources_mark, family_table._mark_of, family_table._imported):
        known.cache_clear()


def plain(facts: Facts) -> object:
    """Facts as JSON keeps them."""
    return json.loads(json.dumps(facts))


def test_the_table_gives_what_would_be_drawn(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("convolution.output_size", "layers.perceptron_gate"):
        expected = drawn_facts(name)
        assert family_table.known(name) == plain(expected)
        monkeypatch.setattr(families, "drawn_facts", lambda name: pytest.fail("drawn"))
        families._known.pop(name, None)
        assert facts_of(name) == expected
        monkeypatch.undo()
        monkeypatch.setattr(family_table, "TABLE", table)


def test_the_table_that_ships_gives_what_would_be_drawn() -> None:
    forget()
    for name in SOME:
        assert family_table.known(name) in (None, plain(drawn_facts(name)))


@pytest.mark.parametrize("changed", ["problems/convolution.py", "convolution.py", "answers/writing.py"])
def test_a_family_whose_sources_were_changed_is_drawn_again(
    table: Path, changed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = family_table._content

    def edited(file: Path) -> bytes:
        return content(file) + (b"\n# edited" if file.as_posix().endswith(f"calculators/{changed}") else b"")

    monkeypatch.setattr(family_table, "_content", edited)
    for known in (family_table.sources_mark, family_table._mark_of):
        known.cache_clear()
    assert family_table.known("convolution.output_size") is None
    others = family_table.known("layers.perceptron_gate")
    assert (others is None) is (changed == "answers/writing.py")


@pytest.mark.parametrize("content", [b"", b"[", b"[]", b'{"made_with": "python 2.7"}', b"\xff"])
def test_a_table_that_is_none_or_was_made_with_other_libraries_says_nothing(table: Path, content: bytes) -> None:
    table.write_bytes(content)
    family_table._modules.cache_clear()
    assert family_table.known("convolution.output_size") is None


def test_a_table_is_current_with_all_families_and_no_others(table: Path) -> None:
    assert family_table.is_current(["convolution.output_size", "layers.perceptron_gate"])
    assert not family_table.is_current(["convolution.output_size"])
    assert not family_table.is_current(["convolution.output_size", "layers.perceptron_gate", "pooling.lp_forward"])


def test_what_a_module_of_families_imports_is_among_what_it_rests_on() -> None:
    script = (
        "import sys, json\n"
        "from calculators.problems import find_family, draw_problem\n"
        "draw_problem(find_family(sys.argv[1]), 1)\n"
        "print(json.dumps([name for name in sys.modules if name.partition('.')[0] == 'calculators']))\n"
    )
    for name in ("symbolic_graphs.partial", "derivations.taylor", "convolution_backward.im2col_row"):
        run = subprocess.run([sys.executable, "-c", script, name], check=True, capture_output=True)
        module = f"calculators.problems.{name.partition('.')[0]}"
        reached = family_table.reached_modules(module, *family_table._ALWAYS)
        assert set(json.loads(run.stdout)) <= reached


def test_formulas_of_steps_that_cannot_be_drawn_are_kept() -> None:
    for name in ("convolution.output_size", "symbolic.product_derivative"):
        for shown in facts_of(name).shown:
            assert shown.undrawable == ()
            assert drawing_fault(shown.answer) is None


def test_no_table_knows_a_family_that_is_none() -> None:
    with pytest.raises(UnknownFamily):
        facts_of("convolution.nothing")
    with pytest.raises(UnknownFamily):
        facts_of("../../etc/passwd")
