"""Statistics of items: from first answers, per revision, and only where there are enough."""

import random

import pytest

from quizapp.bank.items import Answer, Item, item_statistics, wilson
from quizapp.bank.taken import Offered


def answers(count: int, right: int, revision: str = "r1", **values: object) -> list[Answer]:
    return [
        Answer("one", "", revision, sitting, 1.0 if sitting < right else 0.0, 30 + sitting, **values)  # type: ignore[arg-type]
        for sitting in range(count)
    ]


def only(found: list[Item]) -> Item:
    (item,) = found
    return item


def test_the_interval_is_wilsons() -> None:
    # Newcombe 1998, table I: 81 of 263.
    assert wilson(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0.0, 10)[0] == 0.0
    assert wilson(1.0, 10)[1] == pytest.approx(1.0)


def test_few_answers_are_only_counted() -> None:
    assert only(item_statistics(answers(9, 3))) == Item("one", "", "r1", 9)


def test_facility_and_time_are_told_from_ten_answers_on() -> None:
    item = only(item_statistics(answers(10, 3)))
    assert (item.facility, item.seconds, item.discrimination, item.chosen) == (0.3, 34.5, None, None)


def test_revisions_are_kept_apart() -> None:
    found = item_statistics([*answers(10, 10), *answers(12, 0, "r2")])
    assert [(item.revision, item.answers, item.facility) for item in found] == [("r1", 10, 1.0), ("r2", 12, 0.0)]


def simulated(sign: int) -> list[Answer]:
    """Sixty sittings of twenty items; the item `one` is answered by the able (sign 1), or by the others (-1)."""
    stream = random.Random(7)
    found = []
    for sitting in range(60):
        ability = stream.random()
        found += [
            Answer(f"item{number}", "", "r", sitting, float(stream.random() < ability), 20) for number in range(20)
        ]
        chance = ability if sign > 0 else 1 - ability
        found.append(Answer("one", "", "r", sitting, float(stream.random() < chance), 20))
    return found


def test_discrimination_is_the_correlation_with_the_rest_of_the_sitting() -> None:
    able, others = (
        next(item for item in item_statistics(simulated(sign)) if item.question == "one") for sign in (1, -1)
    )
    assert able.discrimination is not None
    assert able.discrimination > 0.3
    assert "against" not in able.flags
    assert others.discrimination is not None
    assert others.discrimination < -0.3
    assert "against" in others.flags


def test_an_item_alone_in_its_sittings_tells_nothing_of_ability() -> None:
    assert only(item_statistics(answers(40, 20))).discrimination is None


def test_choices_that_nobody_takes_and_those_that_beat_the_key_are_told() -> None:
    taken = [Answer("one", "", "r", n, float(n < 12), 20, ("a",) if n < 12 else ("b",)) for n in range(40)]
    item = only(item_statistics(taken, {("one", "", "r"): Offered("choices", ("a",), ("b", "c"))}))
    assert item.chosen == {"a": 0.3, "b": 0.7, "c": 0.0}
    assert item.idle == ("c",)
    assert {"drawn_to_wrong", "idle_choices"} <= set(item.flags)


def test_mistakes_of_typed_answers_are_counted_like_choices() -> None:
    item = only(item_statistics([*answers(30, 15), *answers(10, 0, mistake="no_plus_one")]))
    assert item.chosen == {"no_plus_one": 0.25}


def test_what_everybody_knows_or_nobody_does_is_told() -> None:
    assert only(item_statistics(answers(200, 200))).flags == ("too_easy",)
    assert only(item_statistics(answers(40, 1))).flags == ("too_hard",)


def test_facility_is_the_mean_score_and_the_share_of_fully_right_answers_stands_beside_it() -> None:
    scores = [1.0, 0.5, 0.5, 0.0] * 3
    found = only(item_statistics(Answer("one", "", "r", n, score, 20) for n, score in enumerate(scores)))
    assert (found.facility, found.right) == (0.5, 0.25)


def test_of_an_order_the_places_and_the_commonest_wrong_order_are_told() -> None:
    wrong = ("b", "a", "c")
    found = [Answer("one", "", "r", n, 1.0, 20, placed=("a", "b", "c")) for n in range(20)]
    found += [Answer("one", "", "r", 20 + n, 0.0, 20, placed=("c",), wrong=(wrong,)) for n in range(12)]
    found += [Answer("one", "", "r", 40 + n, 0.0, 20, placed=("b",), wrong=(("c", "b", "a"),)) for n in range(8)]
    item = only(item_statistics(found, {("one", "", "r"): Offered("order", placed=("a", "b", "c"))}))
    assert item.placed == {"a": 0.5, "b": 0.7, "c": 0.8}
    assert item.commonest_wrong == (wrong, 0.3)
    assert item.chosen == {}


def test_that_a_wrong_choice_beats_the_key_is_told_only_where_the_key_is_known() -> None:
    taken = answers(40, 5, chosen=("b",))
    assert "drawn_to_wrong" not in only(item_statistics(taken)).flags
    known = {("one", "", "r1"): Offered("choices", ("a",), ("b",))}
    assert "drawn_to_wrong" in only(item_statistics(taken, known)).flags
    of_another = {("one", "", "r2"): Offered("choices", ("a",), ("b",))}
    assert "drawn_to_wrong" not in only(item_statistics(taken, of_another)).flags
