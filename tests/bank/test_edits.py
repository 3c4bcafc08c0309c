"""Edits told apart by what they mean for those who have answered; nothing is rewritten."""

import json
import subprocess
from pathlib import Path

import pytest

from quizapp.bank.catalog import load
from quizapp.bank.edits import Edit, EditKind, compare, compare_with_kept, meant
from quizapp.bank.reader import MOST_BYTES
from quizapp.bank.schema import Question
from quizapp.bank.versions import NoGit, committed_version, edited_files
from tests.bank.conftest import NUMERIC, SINGLE, Write
from tests.bank.test_drawn import DRAWN
from tests.bank.test_sets import MATCH, ORDER, SET


def version(folder: Path, write: Write, source: str, changes: dict[str, str] | None = None) -> Question:
    write("one", source, changes)
    return load(folder).find("one")


def swapped(source: str, changes: dict[str, str]) -> str:
    """The source with texts in the place of others, all at once."""
    for place, old in enumerate(changes):
        assert old in source
        source = source.replace(old, f"<{place}>", 1)
    for place, new in enumerate(changes.values()):
        source = source.replace(f"<{place}>", new)
    return source


@pytest.mark.parametrize(
    ("source", "changes", "kind"),
    [
        (SINGLE, {}, "none"),
        (SINGLE, {"level: 1": "level: 3"}, "tags"),
        (SINGLE, {"en: Unrelated.": "en: It has nothing to do with it."}, "tags"),
        (SINGLE, {"en: It is divided by the stride.": "en: By the stride."}, "tags"),
        (NUMERIC, {"en: That is the inverse.": "en: You took the inverse."}, "tags"),
        (SINGLE, {"en: Which makes the output smaller?": "en: Which makes the **output** smaller?"}, "wording"),
        (SINGLE, {"ja: 出力を小さくするのはどれか": "ja: 出力を小さくするのはどれですか"}, "wording"),
        # A choice in other words may be another choice.
        (SINGLE, {"ja: ストライドを増やす": "ja: ストライドを減らす"}, "meaning"),
        (SINGLE, {"en: Which makes the output smaller?": "en: What is a kernel good for and why?"}, "meaning"),
        (SINGLE, {"en: Which makes the": "en: Which never makes the"}, "meaning"),
        (NUMERIC, {"en: Give 3/8 as": "en: Give 3/7 as"}, "meaning"),
        (SET, {"y: [0.9, 0.5, 0.4]": "y: [0.9, 0.5, 0.3]"}, "meaning"),
        (NUMERIC, {"value: 0.375": "value: 0.376"}, "key"),
        (NUMERIC, {"decimals: 3": "decimals: 2"}, "key"),
        # A named mistake tells what went wrong; what is right does not hang on it.
        (NUMERIC, {"value: 2.667": "value: 2.6"}, "tags"),
        (NUMERIC, {"verify: '1 - 5/8'": "verify: 3/8"}, "tags"),
        (SINGLE, {"id: c,": "id: d,"}, "key"),
        (DRAWN, {"to: 64": "to: 65"}, "key"),
        (DRAWN, {"answer >= 4": "answer >= 5"}, "key"),
        (ORDER, {"- {id: first": "- {id: zeroth"}, "key"),
        (MATCH, {"id: q": "id: r"}, "key"),
    ],
)
def test_an_edit_is_as_grave_as_the_gravest_of_its_changes(
    folder: Path, write: Write, source: str, changes: dict[str, str], kind: str
) -> None:
    before = version(folder, write, source)
    edit = compare(before, version(folder, write, source, changes))
    assert edit.kind == EditKind(kind)
    assert bool(edit.grave) == (kind != "none")


NAMES = ["level", "steps", "hint", "en", "ja", "text", "verify", "tex", "stem", "feedback"]


@pytest.mark.parametrize("name", NAMES)
def test_a_number_that_is_called_like_a_field_is_drawn_otherwise_and_that_is_an_edit_of_the_key(
    folder: Path, write: Write, name: str
) -> None:
    drawn = DRAWN.replace("given:\n", f"given:\n  {name}: {{{{from: 1, to: 5}}}}\n")
    edit = compare(version(folder, write, drawn), version(folder, write, drawn, {"to: 5": "to: 6"}))
    assert (edit.kind, edit.grave) == (EditKind.KEY, (f"given.{name}.to",))
    computed = DRAWN.replace("span: n", f"{name}: n + 1\n  span: n")
    edit = compare(version(folder, write, computed), version(folder, write, computed, {"n + 1": "n + 2"}))
    assert (edit.kind, edit.grave) == (EditKind.KEY, (f"let.{name}",))


@pytest.mark.parametrize("name", NAMES)
def test_a_choice_that_is_called_like_a_field_becomes_right_and_that_is_an_edit_of_the_key(
    folder: Path, write: Write, name: str
) -> None:
    several = SINGLE.replace("kind: single", "kind: multiple").replace("id: c,", f"id: {name},")
    turned = {"feedback: {ja: 関係ない。, en: Unrelated.}": "correct: true"}
    edit = compare(version(folder, write, several), version(folder, write, several, turned))
    assert (edit.kind, edit.grave) == (EditKind.KEY, (f"choices.{name}.correct",))


def test_a_part_that_is_called_like_a_field_hides_no_edit_of_its_key(folder: Path, write: Write) -> None:
    before = version(folder, write, SET)
    assert before.parts is not None
    for name in ("hint", "explanation", "topics"):
        first, second = (
            before.model_copy(update={"parts": [before.parts[0].model_copy(update={"id": name, "credit": credit})]})
            for credit in ("partial", "exact")
        )
        assert compare(first, second).fields == ((f"parts.{name}.credit", EditKind.KEY),)


def test_what_is_kept_of_an_answered_version_tells_the_same_edits_without_those_that_only_teach(
    folder: Path, write: Write
) -> None:
    for source, changes in (
        (SINGLE, {"makes the output": "makes the **output**"}),
        (SINGLE, {"id: b,": "id: d,"}),
        (SET, {"y: [0.9, 0.5, 0.4]": "y: [0.9, 0.5, 0.3]"}),
        (DRAWN, {"to: 64": "to: 65"}),
        (NUMERIC, {"That is the inverse": "The inverse"}),
    ):
        before = version(folder, write, source)
        kept = json.loads(json.dumps(meant(before)))
        assert compare_with_kept(kept, before) == Edit(EditKind.NONE)
        after = version(folder, write, source, {"references: [": "references: [Another, ", **changes})
        grave = tuple(found for found in compare(before, after).fields if found[1] is not EditKind.TAGS)
        assert compare_with_kept(kept, after).fields == grave


def test_another_right_choice_is_an_edit_of_the_key(folder: Path, write: Write) -> None:
    before = version(folder, write, SINGLE)
    changes = {"id: a, correct: true,": "id: a,", "id: b,": "id: b, correct: true,"}
    edit = compare(before, version(folder, write, SINGLE, changes))
    assert (edit.kind, edit.grave) == (EditKind.KEY, ("choices.a.correct", "choices.b.correct"))


SWAPPED_CHOICES = {
    "ja: ストライドを増やす, en: A larger stride": "ja: パディングを増やす, en: More padding",
    "ja: パディングを増やす, en: More padding": "ja: ストライドを増やす, en: A larger stride",
}


@pytest.mark.parametrize(
    ("source", "changes", "grave"),
    [
        (SINGLE, SWAPPED_CHOICES, ("choices.a.text", "choices.b.text")),
        (ORDER, {"ja: い, en: One": "ja: ろ, en: Two", "ja: ろ, en: Two": "ja: い, en: One"}, None),
        (MATCH, {"ja: 一, en: 'one'": "ja: 二, en: two", "ja: 二, en: two": "ja: 一, en: 'one'"}, None),
    ],
)
def test_the_text_that_is_keyed_under_another_id_is_an_edit_of_the_key(
    folder: Path, write: Write, source: str, changes: dict[str, str], grave: tuple[str, ...] | None
) -> None:
    turned = swapped(source, changes)
    edit = compare(version(folder, write, source), version(folder, write, turned))
    assert edit.kind is EditKind.KEY
    assert grave is None or edit.grave == grave


def test_two_wrong_choices_that_change_places_leave_the_key_as_it_is(folder: Path, write: Write) -> None:
    turned = swapped(
        SINGLE,
        {"ja: パディングを増やす, en: More padding": "ja: 学習率を上げる, en: A higher rate"}
        | {"ja: 学習率を上げる, en: A higher rate": "ja: パディングを増やす, en: More padding"},
    )
    edit = compare(version(folder, write, SINGLE), version(folder, write, turned))
    assert edit.kind is EditKind.MEANING


def test_choices_put_in_another_order_are_no_edit(folder: Path, write: Write) -> None:
    before = version(folder, write, SINGLE)
    assert before.choices is not None
    other = before.model_copy(update={"choices": before.choices[::-1]})
    assert compare(before, other).kind is EditKind.NONE


def test_a_question_without_an_earlier_version_is_new(folder: Path, write: Write) -> None:
    assert compare(None, version(folder, write, SINGLE)).kind is EditKind.NEW


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def test_the_version_of_the_last_commit_is_the_one_before_the_edit(folder: Path, write: Write) -> None:
    file = write("one")
    with pytest.raises(NoGit):
        committed_version(file)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "one")
    write("one", SINGLE, {"level: 1": "level: 4"})
    before = committed_version(file)
    assert before is not None
    assert before.level == 1
    assert compare(before, load(folder).find("one")).kind is EditKind.TAGS
    assert committed_version(write("two")) is None
    write("three", NUMERIC)
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "two")
    write("three", NUMERIC, {"level: 2": "level: 3"})
    write("four")
    assert edited_files(folder) == {"convolution/three.yaml", "convolution/four.yaml"}
    # A file that is too large to be read is not read to be hashed either.
    write("huge").write_bytes(b"#" * (MOST_BYTES + 1))
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "three")
    assert edited_files(folder) == {"convolution/huge.yaml"}


def test_a_repository_whose_settings_name_a_command_runs_nothing(folder: Path, write: Write, tmp_path: Path) -> None:
    file = write("one")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "one")
    ran = tmp_path / "ran"
    # A partial clone: what is missing is fetched from the other side, by a command of the repository's own.
    for name, value in {
        "core.repositoryformatversion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": "ssh://nowhere.example/bank",
        "core.sshCommand": f"touch {ran};",
    }.items():
        git(folder, "config", name, value)
    name = subprocess.run(
        ["git", "rev-parse", f"HEAD:convolution/{file.name}"], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip()
    (folder / ".git" / "objects" / name[:2] / name[2:]).unlink()
    assert committed_version(file) is None
    assert not ran.exists()
