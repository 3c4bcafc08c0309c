"""`quizapp bank changes`: edits with any editor, held against what learners answered."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from quizapp.bank.catalog import load, revision
from quizapp.progress.database import open_database
from quizapp.study.clock import SystemClock
from quizapp.study.selection import Selection
from quizapp.study.sitting import Response
from quizapp.study.study import Study
from quizapp.tui.authoring import consequences
from quizapp.tui.opening import Books
from tests.cli.conftest import Run, data

TURNED = {
    ", feedback: {ja: 逆である。, en: The opposite.}": ", correct: true",
    "a, correct: true,": "a,",
    "A larger stride}": "A larger stride}, feedback: {ja: 違う。, en: No.}",
}


@pytest.fixture
def file(small_bank: Path) -> Path:
    """The file of a question that was answered once."""
    database = open_database()
    sitting = Study(load(small_bank), database, SystemClock()).start_quiz(Selection(ids=("one",)))
    sitting.answer(Response(chosen=["a"]))
    database.close()
    return small_bank / "convolution" / "one.yaml"


def edit(file: Path, changes: dict[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def commit(folder: Path) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "as it is", "--allow-empty"]):
        subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def test_an_edit_that_was_committed_already_is_told_until_somebody_answers_it(run: Run, file: Path) -> None:
    edit(file, TURNED)
    commit(file.parent.parent)
    edit(file, {"level: 1": "level: 2"})
    commit(file.parent.parent)
    (row,) = data(run("bank", "changes", "--json"))
    assert (row["id"], row["edit"], row["statistics_go_on"]) == ("one", "key", False)
    assert row["use"] == {"sittings": 1, "attempts": 1, "learners": 1}
    assert row["regrade"]["changed"][0][1:] == ["correct", "wrong"]


def test_without_git_it_is_held_against_what_was_answered(run: Run, file: Path) -> None:
    edit(file, {"Which makes the": "Which never makes the"})
    result = run("bank", "changes", "--language", "en")
    assert (result.exit_code, "git" in result.stderr) == (0, True)
    assert "one: the meaning is edited (stem.en); the schedule goes on, statistics begin anew" in result.stdout


def test_an_author_says_that_only_the_words_are_others_and_the_statistics_go_on(run: Run, file: Path) -> None:
    edit(file, {"Which makes the": "Which of them makes the"})
    said = run("bank", "changes", "one", "--wording", "--language", "en")
    assert (said.exit_code, "said to be an edit of words only" in said.stdout) == (0, True)
    assert run("bank", "changes", "--json").stdout == "[]\n"
    (row,) = data(run("bank", "changes", "one", "--json"))
    assert (row["edit"], row["statistics_go_on"]) == ("meaning", True)


def test_another_key_is_never_said_to_be_wording(run: Run, file: Path) -> None:
    edit(file, TURNED)
    refused = run("bank", "changes", "one", "--wording", "--language", "en")
    assert (refused.exit_code, "other answers are right now" in refused.stderr) == (2, True)
    (row,) = data(run("bank", "changes", "one", "--json"))
    assert not row["statistics_go_on"]


def test_what_nobody_has_answered_needs_no_word_of_the_author(run: Run, file: Path) -> None:
    assert run("bank", "changes", "--wording").exit_code == 2
    commit(file.parent.parent)
    refused = run("bank", "changes", "two", "--wording", "--language", "en")
    assert (refused.exit_code, refused.stderr) == (2, "two: nobody has answered it yet\n")


def test_items_go_on_after_an_edit_of_the_wording_and_not_after_one_of_the_meaning(run: Run, file: Path) -> None:
    def revisions() -> dict[str, int]:
        return {item["revision"]: item["answers"] for item in data(run("bank", "stats", "--items", "--json"))}

    (first,) = revisions()
    edit(file, {"makes the output": "makes the **output**"})
    (second,) = revisions()
    assert second != first
    edit(file, {"Which makes the": "Which never makes the"})
    assert [*revisions()] == [first]


def authored() -> str:
    """The question with drawn numbers of the authors' guide."""
    guide = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8")
    return next(block for block in guide.split("```yaml\n") if block.startswith("id: strided-side")).split("```")[0]


@pytest.mark.parametrize(
    "more", [{"(n - k)/s) + 1\n  verify": "(n - k)/s) + 2\n  verify"}, {"+ extra\n": "+ 2*extra\n"}]
)
def test_answers_to_drawn_numbers_are_judged_by_the_edited_key(
    run: Run, small_bank: Path, more: dict[str, str]
) -> None:
    file = small_bank / "convolution" / "strided-side.yaml"
    text = authored().replace("status: draft", "status: ready")
    if "+ extra\n" in more:
        text = text.replace("answer:\n", "let:\n  extra: n - n + 1\nanswer:\n", 1)
        text = text.replace("value: floor((n - k)/s) + 1\n  verify", "value: floor((n - k)/s) + extra\n  verify")
    file.write_text(text, encoding="utf-8")
    database = open_database()
    study = Study(load(small_bank), database, SystemClock())
    for off in (0, 1, 9):
        sitting = study.start_quiz(Selection(ids=("strided-side",)))
        assert sitting.item is not None
        sitting.answer(Response(text=str(int(str(sitting.item.variant.given["answer"])) + off)))
    before = file.read_text(encoding="utf-8")
    edit(file, more)
    after = file.read_text(encoding="utf-8")
    file.write_text(before, encoding="utf-8")
    # The Author screen announces the same before it is saved.
    catalog = load(small_bank)
    announced = consequences(Books(catalog, database, study, SystemClock()), file, after)
    assert announced.regrading is not None
    assert (len(announced.regrading.changed), announced.regrading.same, announced.regrading.unknown) == (2, 1, 0)
    database.close()
    file.write_text(after, encoding="utf-8")
    (row,) = data(run("bank", "changes", "strided-side", "--json"))
    judged = row["regrade"]
    assert [each[1:] for each in judged["changed"]] == [["correct", "wrong"], ["wrong", "correct"]]
    assert (row["edit"], judged["same"], judged["unknown"]) == ("key", 1, 0)
    found = data(run("bank", "regrade", "strided-side", "--record", "--json"))
    assert [(each["before"], each["after"]) for each in found["judged"]] == [
        *(("correct", "wrong"), ("wrong", "correct"), ("wrong", "wrong")),
    ]


def test_the_right_texts_under_other_ids_are_never_said_to_be_wording_and_are_regraded(run: Run, file: Path) -> None:
    edit(
        file,
        {"ja: ストライドを増やす, en: A larger stride": "<>"}
        | {"ja: パディングを増やす, en: More padding": "ja: ストライドを増やす, en: A larger stride"}
        | {"<>": "ja: パディングを増やす, en: More padding"},
    )
    (row,) = data(run("bank", "changes", "--json"))
    assert row["edit"] == "key"
    # What was chosen is a text, and another one is right now, though it has the id that was chosen.
    assert [each[1:] for each in row["regrade"]["changed"]] == [["correct", "wrong"]]
    assert run("bank", "changes", "one", "--wording").exit_code == 2


def answer_one(bank: Path, choice: str) -> None:
    database = open_database()
    Study(load(bank), database, SystemClock()).start_quiz(Selection(ids=("one",))).answer(Response(chosen=[choice]))
    database.close()


def test_an_edit_is_told_after_others_have_answered_it_until_the_author_has_seen_it(run: Run, file: Path) -> None:
    bank = file.parent.parent
    answer_one(bank, "b")
    (first,) = (row["revision"] for row in data(run("bank", "stats", "--items", "--json")))
    edit(file, TURNED)
    answer_one(bank, "b")
    (row,) = data(run("bank", "changes", "--json"))
    assert (row["edit"], row["use"]["attempts"], row["versions"]) == (
        *("key", 3, [{"since": first, "attempts": 2, "changed": 2}]),
    )
    assert len(row["regrade"]["changed"]) == 2
    told = run("bank", "changes", "--language", "en").stdout
    assert f"a version with 2 answers, 2 would be judged otherwise: quizapp bank regrade one --since {first}" in told
    assert run("bank", "changes", "--seen").exit_code == 2
    assert run("bank", "changes", "one", "--seen").exit_code == 0
    assert run("bank", "changes", "--json").stdout == "[]\n"


def test_an_answered_question_that_is_gone_is_told_and_its_id_is_not_given_again(run: Run, file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    for gone in (lambda: file.write_text("id: [", encoding="utf-8"), file.unlink):
        gone()
        told = run("bank", "changes", "--language", "en")
        assert "answered, and no longer readable in the bank: one" in told.stderr
    refused = run("bank", "new", "one", "--kind", "single", "--chapter", "convolution", "--language", "en")
    assert (refused.exit_code, "one: learners have answered" in refused.stderr) == (2, True)
    assert "their answers would count for the new one; take another id" in refused.stderr
    assert not file.exists()
    file.write_text(source, encoding="utf-8")
    assert "no longer" not in run("bank", "changes", "--language", "en").stderr


def test_an_answered_question_in_no_commit_is_not_new(run: Run, file: Path) -> None:
    (row,) = data(run("bank", "changes", "one", "--json"))
    assert row["edit"] == "none"
    assert run("bank", "changes", "one", "--language", "en").exit_code == 0
    commit(file.parent.parent)
    (row,) = data(run("bank", "changes", "one", "--json"))
    assert row["edit"] == "none"


def test_regrading_one_of_several_versions_tells_of_the_others_and_why_the_edit_is_still_told(
    run: Run, file: Path
) -> None:
    bank = file.parent.parent
    first = revision(load(bank).find("one"))
    edit(file, {"Which makes the": "Which never makes the"})
    answer_one(bank, "a")
    second = revision(load(bank).find("one"))
    edit(file, TURNED)
    shown = run("bank", "regrade", "one", "--since", first, "--language", "en").stdout
    assert f"another answered version, {second} (1 answer): 1 would be judged otherwise" in shown
    assert f"quizapp bank regrade one --since {first} --record" in shown
    found = data(run("bank", "regrade", "one", "--since", first, "--json"))
    assert found["others"] == [{"since": second, "attempts": 1, "changed": 1, "same": 0, "unknown": 0}]
    recorded = run("bank", "regrade", "one", "--since", first, "--record", "--language", "en").stdout
    assert "1 answer is judged anew" in recorded
    assert "goes on telling of the edit, because" in recorded
    assert [row["id"] for row in data(run("bank", "changes", "--json"))] == ["one"]
    rest = run("bank", "regrade", "one", "--record", "--language", "en").stdout
    assert ("1 answer is judged anew" in rest, "another" in rest, "goes on" in rest) == (True, False, False)
    assert run("bank", "changes", "--json").stdout == "[]\n"
    # Taken back, only the answers that this one reached are told again.
    run("bank", "regrade", "one", "--undo")
    (row,) = data(run("bank", "changes", "one", "--json"))
    assert (row["told"], row["versions"]) == (False, [{"since": second, "attempts": 1, "changed": 1}])


OTHER_MEANING = {"Which makes the": "Which never makes the"}


def told(run: Run, *arguments: str) -> str:
    result = run("bank", "changes", *arguments, "--language", "en")
    assert result.exit_code == 0
    return str(result.stdout)


@pytest.mark.parametrize("changes", [OTHER_MEANING, TURNED])
def test_what_an_author_has_seen_is_not_told_again_while_it_is_in_no_commit(
    run: Run, file: Path, changes: dict[str, str]
) -> None:
    commit(file.parent.parent)
    edit(file, changes)
    assert "one: " in told(run)
    assert "it is noted that you know" in told(run, "one", "--seen")
    assert told(run) == ""
    # Nor after somebody has answered the new version.
    answer_one(file.parent.parent, "b")
    assert told(run) == ""


def test_what_was_seen_is_never_said_to_be_words_only(run: Run, file: Path) -> None:
    commit(file.parent.parent)
    edit(file, OTHER_MEANING)
    told(run, "one", "--seen")
    for answered in (False, True):
        if answered:
            answer_one(file.parent.parent, "b")
        (row,) = data(run("bank", "changes", "one", "--json"))
        assert (row["edit"], row["told"], row["statistics_go_on"]) == ("meaning", True, False)
        assert "words only" not in told(run, "one")
    assert "edited since the last commit (meaning: stem.en)" in told(run, "one")
    assert "the statistics of the version before are kept apart" in told(run, "one")


@pytest.mark.parametrize("changes", [OTHER_MEANING, TURNED])
def test_a_recorded_regrade_ends_what_is_told_of_the_edit_while_it_is_in_no_commit(
    run: Run, file: Path, changes: dict[str, str]
) -> None:
    commit(file.parent.parent)
    edit(file, changes)
    assert run("bank", "regrade", "one", "--record").exit_code == 0
    assert told(run) == ""
    (row,) = data(run("bank", "changes", "one", "--json"))
    assert (row["against"], row["told"], row["statistics_go_on"], row["regrade"]) == ("commit", True, None, None)
    assert "all answers count as answers to it as it is now" in told(run, "one")
    assert "words only" not in told(run, "one")


def test_what_was_said_to_be_wording_stays_so_when_it_is_seen(run: Run, file: Path) -> None:
    commit(file.parent.parent)
    edit(file, OTHER_MEANING)
    told(run, "one", "--wording")
    assert "said to be an edit of words only" in told(run, "one", "--seen")
    answer_one(file.parent.parent, "b")
    (row,) = data(run("bank", "changes", "one", "--json"))
    assert row["statistics_go_on"]
    assert "schedule and statistics go on" in told(run, "one")


def test_where_nothing_meets_those_who_have_answered_there_is_nothing_to_note(run: Run, file: Path) -> None:
    commit(file.parent.parent)
    edit(file, {"level: 1": "level: 2"})
    two = file.with_name("two.yaml")
    edit(two, {"Give 3/8": "Never give 3/8"})
    said = told(run, "one", "two", "--seen")
    assert said.count("nothing to note") == 2
    assert "it is noted" not in said
    assert "two: edited since the last commit (meaning: stem.en); nobody has answered it yet" in told(run)
    assert "one: only what teaches or sorts is edited" in told(run)


def test_answers_that_can_not_be_judged_anew_keep_no_edit_on_the_list(run: Run, file: Path) -> None:
    """What was chosen in the second version is gone now; the others are regraded, and nothing is left to be done."""
    edit(file, {"en: A higher rate": "en: A lower rate"})
    answer_one(file.parent.parent, "c")
    edit(file, {"en: A lower rate": "en: No rate at all"} | OTHER_MEANING)
    answer_one(file.parent.parent, "a")
    edit(file, TURNED)
    judged = [data(run("bank", "regrade", "one", "--record", "--json")) for _ in range(2)]
    assert [len(each["judged"]) for each in judged] == [1, 0]
    assert told(run) != ""
    (first,) = (each["since"] for each in judged[1]["others"])
    assert run("bank", "regrade", "one", "--since", first, "--record").exit_code == 0
    assert told(run) == ""
