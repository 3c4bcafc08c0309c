"""What each topic counts in the exam: from the bank's blueprint, or evenly where it has none. No NumPy here."""

from __future__ import annotations

from quizapp.bank.blueprint import NoBlueprint, load_blueprint
from quizapp.bank.catalog import Catalog


def topic_shares(catalog: Catalog) -> dict[str, float]:
    """The share of the exam's questions on each topic that it asks about; they sum to 1 (or to 0, if there are none).

    A field keeps the share that the blueprint gives it; its topics divide it by how many questions each has on average.
    """
    asked = [topic.code for topic in catalog.syllabus.topics() if topic.exam]
    try:
        blueprint = load_blueprint(catalog)
    except NoBlueprint:
        return {code: 1 / len(asked) for code in asked}
    total = sum(field.questions for field in blueprint.fields)
    shares: dict[str, float] = {}
    for field in blueprint.fields:
        expected = sum(topic.expected for topic in field.topics)
        for topic in field.topics:
            shares[topic.topic] = field.questions / total * topic.expected / expected
    return shares
