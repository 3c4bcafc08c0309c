"""Drawn papers keep the shares, ask each question once and each family once, and prefer what was not asked lately."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.bank.blueprint import Blueprint, examinable, load_blueprint
from quizapp.bank.catalog import Catalog
from quizapp.bank.schema import Question
from quizapp.study.exam.apportion import largest_remainder
from quizapp.study.exam.paper import Paper, draw_paper, field_places, topic_quotas
from quizapp.study.exam.supply import Past

WORDS = {"ja": "あ", "en": "a"}
CHOICES: list[dict[str, Any]] = [{"id": "a", "text": WORDS, "correct": True}, {"id": "b", "text": WORDS}]


@cache
def question(name: str, topic: str, parts: int = 1, family: str = "") -> Question:
    """A question, or a set of `parts`, on a topic."""
    body: dict[str, Any] = {"kind": "single", "stem": WORDS, "explanation": WORDS, "choices": CHOICES}
    if family:
        body = {"kind": "numeric", "stem": WORDS, "explanation": WORDS, "problem": family}
    more = {"id": name, "status": "ready", "topics": [topic], "keywords": ["a"], "level": 1, "references": ["a"]}
    if parts == 1:
        return Question.model_validate(body | more)
    inner = [body | {"id": f"p{number}"} for number in range(parts)]
    return Question.model_validate({"kind": "set", "stem": WORDS, "parts": inner} | more)


def blueprint(*fields: tuple[int, list[tuple[list[int], float]]]) -> Blueprint:
    """A blueprint with fields 1, 2, … of topics 1.1, 1.2, …: (questions, [(sets, chance), …])."""
    return Blueprint.model_validate(
        {
            "minutes": 120,
            "questions": 100,
            "fields": [
                {
                    "code": str(code),
                    "questions": count,
                    "topics": [
                        {"topic": f"{code}.{number}", "sets": sets, "chance": chance}
                        for number, (sets, chance) in enumerate(topics, 1)
                    ],
                }
                for code, (count, topics) in enumerate(fields, 1)
            ],
        }
    )


def by_topic(paper: Paper) -> Counter[str]:
    return Counter(place.topic for place in paper.places)


shares = st.tuples(
    st.integers(1, 40),
    st.lists(
        st.tuples(st.lists(st.integers(1, 8), min_size=1, max_size=2), st.sampled_from([0.25, 0.5, 1.0])),
        min_size=1,
        max_size=4,
    ),
)


@given(st.integers(0, 300), st.lists(st.integers(0, 50), min_size=1, max_size=8).filter(any))
def test_places_are_shared_out_by_largest_remainder(total: int, weights: list[int]) -> None:
    places = largest_remainder(total, weights)
    quotas = [Fraction(total * weight, sum(weights)) for weight in weights]
    assert sum(places) == total
    assert all(abs(place - quota) < 1 for place, quota in zip(places, quotas, strict=True))
    rounded_up = [quota - int(quota) for place, quota in zip(places, quotas, strict=True) if place > quota]
    rounded_down = [quota - int(quota) for place, quota in zip(places, quotas, strict=True) if place < quota]
    assert not rounded_up or not rounded_down or min(rounded_up) >= max(rounded_down)


def test_weights_that_are_nothing_are_refused() -> None:
    for weights in ([0, 0], [1, -1]):
        with pytest.raises(ValueError, match="weights"):
            largest_remainder(3, weights)


@settings(max_examples=40)
@given(st.lists(shares, min_size=1, max_size=4), st.integers(1, 60), st.integers(0, 2**31), st.data())
def test_a_paper_keeps_the_fields_shares_and_repeats_nothing(
    fields: list[tuple[int, list[tuple[list[int], float]]]], size: int, seed: int, data: st.DataObject
) -> None:
    plan = blueprint(*fields)
    bank = [
        question(f"q-{number}-{share.topic.replace('.', '-')}", share.topic, parts)
        for field in plan.fields
        for share in field.topics
        for number, parts in enumerate([1] * 60 + data.draw(st.lists(st.integers(2, 8), max_size=4)))
    ]
    outside = [question("outside", "9.9")]
    paper = draw_paper(plan, [*bank, *outside], size, seed, Past())
    assert paper == draw_paper(plan, [*outside, *reversed(bank)], size, seed, Past())
    assert len({(place.question_id, place.part) for place in paper.places}) == len(paper.places) == size
    assert paper.composition.missing == paper.composition.moved == 0
    counted = Counter(place.topic.split(".")[0] for place in paper.places)
    wanted = dict(zip([field.code for field in plan.fields], field_places(plan, size), strict=True))
    assert counted == {code: places for code, places in wanted.items() if places}
    whole: dict[str, list[str]] = {}
    for place in paper.places:
        whole.setdefault(place.question_id, []).append(place.part)
    known = {found.id: found for found in bank}
    assert all(list(known[name].part_names) == parts for name, parts in whole.items())
    groups = [place.group for place in paper.places]
    assert groups == sorted(groups)


def test_over_many_papers_every_topic_has_its_share() -> None:
    plan = blueprint((8, [([3], 1), ([5], 1)]), (33, [([8], 1), *[([3], 1)] * 5, *[([3], 0.5)] * 8]))
    bank = [
        question(f"q-{number}-{share.topic.replace('.', '-')}", share.topic, 1 + number % 5)
        for field in plan.fields
        for share in field.topics
        for number in range(30)
    ]
    for size in (10, 41):
        counted: Counter[str] = Counter()
        for seed in range(150):
            counted += by_topic(draw_paper(plan, bank, size, seed, Past()))
        for field, places in zip(plan.fields, field_places(plan, size), strict=True):
            for topic, quota in topic_quotas(field, places).items():
                assert counted[topic] / 150 == pytest.approx(float(quota), rel=0.35, abs=0.25)


def test_no_two_questions_of_a_paper_compute_by_the_same_family() -> None:
    plan = blueprint((1, [([3], 1), ([3], 1)]))
    bank = [question(f"a-{number}", "1.1", family="convolution.output_size") for number in range(5)]
    bank += [question("set", "1.2", 3, "convolution.output_size"), question("other", "1.2")]
    for seed in range(20):
        paper = draw_paper(plan, bank, 4, seed, Past())
        families = {
            found.problem
            for place in paper.places
            for found in [next(q for q in bank if q.id == place.question_id).asked(place.part)]
        }
        names = {place.question_id for place in paper.places}
        assert len([name for name in names if name.startswith("a-") or name == "set"]) == 1
        assert families <= {"convolution.output_size", None}


def test_sets_stand_where_there_are_sets_and_single_questions_together_elsewhere() -> None:
    plan = blueprint((1, [([3], 1), ([3], 1)]))
    bank = [question("set", "1.1", 3), *(question(f"a-{number}", "1.1") for number in range(9))]
    bank += [question(f"b-{number}", "1.2") for number in range(9)]
    paper = draw_paper(plan, bank, 24, 1, Past())
    assert paper.composition.in_sets == 3
    runs = [place.topic for place in paper.places]
    assert runs == sorted(runs)


def test_what_was_asked_lately_comes_only_when_the_rest_is_used_up() -> None:
    plan = blueprint((1, [([4], 1)]))
    bank = [question(f"a-{number}", "1.1") for number in range(8)]
    recent = {f"a-{number}" for number in range(4)}
    day = date(2026, 12, 1)
    past = Past(dict.fromkeys(recent, day), recent)
    for seed in range(10):
        paper = draw_paper(plan, bank, 4, seed, past)
        assert recent.isdisjoint(place.question_id for place in paper.places)
        assert paper.composition.repeated == 0
    assert draw_paper(plan, bank, 6, 1, past).composition.repeated == 2


def test_what_was_asked_longest_ago_comes_before_what_was_asked_later_and_after_what_never_was() -> None:
    plan = blueprint((1, [([1], 1)]))
    bank = [question(f"a-{number}", "1.1") for number in range(4)]
    day = date(2026, 12, 1)
    past = Past({"a-1": day - timedelta(days=30), "a-2": day - timedelta(days=90), "a-3": day - timedelta(days=60)})
    taken = [{place.question_id for place in draw_paper(plan, bank, size, 5, past).places} for size in (1, 2, 3, 4)]
    assert taken[0] == {"a-0"}
    assert [(after - before).pop() for before, after in pairwise(taken)] == ["a-2", "a-3", "a-1"]


def test_a_recent_set_gives_way_to_single_questions() -> None:
    plan = blueprint((1, [([3], 1)]))
    bank = [question("set", "1.1", 3), *(question(f"a-{number}", "1.1") for number in range(3))]
    past = Past({"set": date(2026, 12, 1)}, {"set"})
    assert draw_paper(plan, bank, 24, 1, past).places[0].question_id == "set"
    assert draw_paper(plan, bank, 3, 1, past).composition.in_sets == 0


def test_a_field_that_runs_out_is_filled_from_others_and_a_bank_that_does_leaves_the_paper_short() -> None:
    plan = blueprint((5, [([3], 1)]), (5, [([3], 1)]))
    bank = [question("a", "1.1"), *(question(f"b-{number}", "2.1") for number in range(6))]
    composition = draw_paper(plan, bank, 6, 1, Past()).composition
    assert (composition.moved, composition.missing, composition.short) == (2, 0, ("1.1",))
    composition = draw_paper(plan, bank, 10, 1, Past()).composition
    assert (composition.moved, composition.missing) == (1, 3)
    assert draw_paper(plan, [], 10, 1, Past()).places == ()


def test_the_shipped_bank_draws_a_hundred_papers_without_a_fault(shipped: Catalog) -> None:
    plan = load_blueprint(shipped)
    bank = list(examinable(shipped))
    examined = {topic.code for topic in shipped.syllabus.topics() if topic.exam}
    counted: Counter[str] = Counter()
    for seed in range(100):
        paper = draw_paper(plan, bank, 100, seed, Past())
        assert len({(place.question_id, place.part) for place in paper.places}) == 100
        fields = Counter(place.topic.split(".")[0] for place in paper.places)
        assert dict(fields) == {"1": 7, "2": 8, "3": 30, "4": 44, "5": 11}
        assert set(by_topic(paper)) <= examined
        counted += by_topic(paper)
    assert set(counted) == examined


def test_a_topic_with_too_few_questions_that_were_not_asked_lately_is_called_short() -> None:
    plan = blueprint((4, [([2], 1), ([2], 1)]))
    bank = [question(f"few-{number}", "1.1") for number in range(3)]
    bank += [question(f"many-{number}", "1.2") for number in range(9)]
    asked = {"few-0": date(2026, 12, 1), "few-1": date(2026, 12, 1), "many-0": date(2026, 12, 1)}
    composition = draw_paper(plan, bank, 4, 1, Past(asked, set(asked))).composition
    assert (composition.repeated, composition.short) == (1, ("1.1",))
    assert draw_paper(plan, bank, 4, 1, Past()).composition.short == ()


def six_mocks(plan: Blueprint, bank: list[Question], size: int, seed: int) -> list[tuple[Paper, set[str]]]:
    """Six papers, one a week, each with what stood in the one before it, as `starting` draws them."""
    drawn: list[tuple[Paper, set[str]]] = []
    asked: list[set[str]] = []
    last: dict[str, date] = {}
    for number in range(6):
        day = date(2026, 12, 1) + timedelta(days=7 * number)
        before = asked[-1] if asked else set()
        recent = {name for name, met in last.items() if met > day - timedelta(days=14)}.union(*asked[-3:])
        paper = draw_paper(plan, bank, size, seed + number, Past(dict(last), recent, before))
        drawn.append((paper, before))
        asked.append({place.question_id for place in paper.places})
        last |= dict.fromkeys(asked[-1], day)
    return drawn


def test_a_topic_with_nothing_but_the_last_mock_left_gives_its_places_to_its_field() -> None:
    plan = blueprint((3, [([3], 1), ([3], 1)]))
    bank = [question(f"few-{number}", "1.1") for number in range(3)]
    bank += [question(f"many-{number}", "1.2") for number in range(12)]
    few = {f"few-{number}" for number in range(3)}
    past = Past(dict.fromkeys(few, date(2026, 12, 1)), few, few)
    for seed in range(10):
        composition = draw_paper(plan, bank, 6, seed, past).composition
        assert (composition.repeated, composition.moved, composition.missing) == (0, 0, 0)
        assert composition.short == ("1.1",)
    whole = draw_paper(plan, bank, 15, 1, past).composition
    assert (whole.repeated, whole.again, whole.redrawn, whole.missing) == (3, 3, 0, 0)


def test_what_was_asked_recently_comes_back_with_other_numbers_first_and_the_last_mock_in_the_end() -> None:
    plan = blueprint((1, [([1], 1)]))
    names = ["new", "redrawn", "recent", "last-redrawn", "last"]
    families = {"redrawn": "convolution.output_size", "last-redrawn": "losses.cross_entropy"}
    bank = [question(name, "1.1", family=families.get(name, "")) for name in reversed(names)]
    day = date(2026, 12, 1)
    past = Past(dict.fromkeys(names[1:], day), set(names[1:]), {"last", "last-redrawn"})
    for size in range(1, 6):
        found = draw_paper(plan, bank, size, 7, past)
        assert {place.question_id for place in found.places} == set(names[:size])
        composition = found.composition
        again, redrawn = max(size - 3, 0), (size >= 2) + (size >= 4)
        assert (composition.repeated, composition.redrawn, composition.again) == (size - 1, redrawn, again)


def test_six_mocks_in_a_row_repeat_of_the_last_one_only_what_draws_other_numbers(shipped: Catalog) -> None:
    plan = load_blueprint(shipped)
    bank = list(examinable(shipped))
    questions = {found.id: found for found in bank}
    for paper, before in six_mocks(plan, bank, 100, 11):
        again = [place for place in paper.places if place.question_id in before]
        assert all(questions[place.question_id].asked(place.part).parametric for place in again)
        assert len(again) == paper.composition.again <= 10
        assert (paper.composition.missing, paper.composition.moved) == (0, 0)
