"""Lint of how a question is worded: what gives the key away, what is misread, what examinees call unfair.

All of these are warnings, which an author may waive with a reason. The rules follow Haladyna, Downing & Rodriguez
(2002) and the NBME item-writing guide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from quizapp.bank import placeholders
from quizapp.bank.faults import BankFault
from quizapp.bank.lint_written import unwritten
from quizapp.bank.schema import LANGUAGES, Asked, Choice, Kind

_LONGEST_RATIO = 1.3
# A stem longer than this, in characters, is read twice; what it shows is better material.
MOST_IN_STEM = {"ja": 500, "en": 1_200}
_NEGATIVE = {
    "ja": re.compile(
        r"(誤って|誤り|不適切|適切でない|正しくない|当てはまらない|含まれない|でない)(い?る)?(もの|記述|組)"
    ),
    "en": re.compile(r"\b(NOT|not|EXCEPT|except|incorrect|false|least)\b[^.?]*\?"),
}
_BOLD = re.compile(r"\*\*[^*]+\*\*")
_ALL_OR_NONE = re.compile(
    r"すべて正しい|上記すべて|いずれも正しくない|all of the above|none of the above", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# Where Japanese writes 2 つ, English writes "two", "both" or "second": a number in words is no difference.
_IN_WORDS = {
    "zero": "0",
    "no": "0",
    "a": "1",
    "an": "1",
    "one": "1",
    "once": "1",
    "single": "1",
    "first": "1",
    "each": "1",
    "two": "2",
    "twice": "2",
    "both": "2",
    "second": "2",
    "pair": "2",
    "half": "2",
    "three": "3",
    "third": "3",
    "four": "4",
    "fourth": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
}

# Words that make a wrong choice look wrong to whoever knows nothing (it is seldom always so).
_ABSOLUTE = {
    "ja": re.compile(r"必ず|常に|決して|絶対に|一切|すべての場合|いかなる"),
    "en": re.compile(r"\b(always|never|must always|in all cases|under no circumstances|impossible)\b", re.IGNORECASE),
}
_VAGUE = {
    "ja": re.compile(r"たいてい|しばしば|ときどき|場合がある|ことが多い|ことがある"),
    "en": re.compile(r"\b(usually|often|sometimes|frequently|may be|might|tends? to)\b", re.IGNORECASE),
}
# Words that carry meaning: katakana, runs of kanji, and longer Latin words.
_TELLING = {
    "ja": re.compile(r"[ァ-ヶー]{3,}|[一-鿿]{3,}|[A-Za-z][A-Za-z0-9-]{3,}"),
    "en": re.compile(r"[A-Za-z][A-Za-z0-9-]{5,}"),
}
_SINGLE_NUMBER = re.compile(r"[-−]?\d+(\.\d+)?")

Report = Callable[..., BankFault]


def findings(question: Asked, report: Report) -> Iterator[BankFault]:
    """What could be worded better."""
    for language in LANGUAGES:
        stem = question.stem[language]
        if _NEGATIVE[language].search("".join(stem.strip().splitlines()[-1:])) and not _BOLD.search(stem):
            yield report(("stem", language), "plain_negative", "warning")
        for position, choice in enumerate(question.choices or []):
            if _ALL_OR_NONE.search(choice.text[language]):
                yield report(("choices", position, "text", language), "all_or_none", "warning")
    if key_is_longest(question):
        yield report(("choices",), "key_longest", "warning")
    japanese, english = (
        set(_NUMBER.findall(placeholders.PLACEHOLDER.sub("", question.stem[name]))) for name in LANGUAGES
    )
    in_words = {_IN_WORDS[word] for word in re.findall(r"[a-z]+", question.stem["en"].lower()) if word in _IN_WORDS}
    differing = (japanese - english - in_words) | (english - japanese)
    if differing and not any(unwritten(question.stem[language]) for language in LANGUAGES):
        yield report(("stem",), "numbers_differ", "warning", names=", ".join(sorted(differing)))
    yield from _long_stem(question, report)
    if question.choices:
        yield from _giving_away(question, question.choices, report)
        yield from _unsorted(question, question.choices, report)


def _long_stem(question: Asked, report: Report) -> Iterator[BankFault]:
    for language in LANGUAGES:
        stem, most = question.stem[language], MOST_IN_STEM[language]
        if len(stem) > most and (length := len(re.sub(r"\s+", " ", stem))) > most:
            yield report(("stem", language), "long_stem", "warning", length=length, most=most)


def _giving_away(question: Asked, choices: list[Choice], report: Report) -> Iterator[BankFault]:
    """Words by which a choice is known as right or wrong without any knowledge of the subject."""
    for language in LANGUAGES:
        right = [choice.text[language] for choice in choices if choice.correct]
        for rule, words in (("absolute_words", _ABSOLUTE[language]), ("vague_words", _VAGUE[language])):
            found = {bool(choice.correct) for choice in choices if words.search(choice.text[language])}
            # Absolutes in wrong choices only, or vague words in right ones only, are a clue.
            if found == ({False} if rule == "absolute_words" else {True}):
                for position, choice in enumerate(choices):
                    word = words.search(choice.text[language])
                    if word:
                        yield report(("choices", position, "text", language), rule, "warning", word=word.group())
        if question.kind is Kind.SINGLE and len(right) == 1:
            asked = set(_TELLING[language].findall(question.stem[language]))
            others = {
                word
                for choice in choices
                if not choice.correct
                for word in _TELLING[language].findall(choice.text[language])
            }
            repeated = sorted(asked.intersection(_TELLING[language].findall(right[0])) - others)
            if repeated:
                yield report(("stem", language), "stem_word_in_key", "warning", words=", ".join(repeated))


def _unsorted(question: Asked, choices: list[Choice], report: Report) -> Iterator[BankFault]:
    """Numbers as choices are looked for in order of size."""
    plain = [choice.text["ja"].replace("$", "").replace("−", "-").replace(",", "").strip() for choice in choices]
    if not all(map(_SINGLE_NUMBER.fullmatch, plain)):
        return
    numbers = [float(text) for text in plain]
    if question.fixed_order and numbers not in (sorted(numbers), sorted(numbers, reverse=True)):
        yield report(("choices",), "numbers_unsorted", "warning")


def key_is_longest(question: Asked, ratio: float = _LONGEST_RATIO) -> bool:
    """Whether a `single` question's key stands out by its length in both languages."""
    if question.kind is not Kind.SINGLE or not question.choices:
        return False
    for language in LANGUAGES:
        lengths = sorted(len(choice.text[language]) for choice in question.choices if not choice.correct)
        (key,) = (len(choice.text[language]) for choice in question.choices if choice.correct)
        mean = (sum(lengths) + key) / (len(lengths) + 1)
        if key <= lengths[-1] or key < ratio * mean or key < 12:
            return False
    return True
