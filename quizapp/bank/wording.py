"""Whether two texts surely say the same: only what can't change a meaning may differ, and everything else is not sure.

Being alike is no sign of it: "is" and "is not", 増加 and 減少, ≥ and ≤ differ in a sign or two. So the differences that
leave the meaning as it is are listed here: spaces, stops at the end, quotation marks, emphasis, full width, "a" and
"an", spellings of the same word, and the form of a request. A slip of the keyboard is not among them: "united" and
"untied" differ like one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# Formulas, code and placeholders are held as they stand; of a formula only the breadth of its spaces is free.
_FIXED = re.compile(r"```.*?```|\$\$.*?\$\$|\$[^$]*\$|\{\{.*?\}\}|`[^`]*`", re.DOTALL)
_TOKEN = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*|\d+(?:[.,]\d+)*|\.\d+|\.{2,}|\S")
_EMPHASIS = re.compile(r"(?<![A-Za-z0-9*])(\*\*|\*)(?=[^\s*])([^*]+?)(?<=[^\s*])\1(?![A-Za-z0-9*])")
# A stop at the very end of a text, and quotation marks. Within a text a comma may be what the meaning hangs on ("No, it
# is" and "No it is"), and between numbers every sign is.
_END = re.compile(r"(?<![.\s])\s*[.?。．？](\**)\s*$")
_QUOTATION = re.compile(r"[\"“”「」『』]")
# A Japanese comma beside kana that is no list: neither between numbers and letters, nor between two nouns.
_JAPANESE_COMMA = re.compile(r"(?<=[ぁ-ん])[、，](?=[ぁ-んァ-ヴ一-龥])|(?<=[ァ-ヴー一-龥])[、，](?=[ぁ-ん])")
# An interpunct between two katakana letters parts words; elsewhere it may be a product.
_INTERPUNCT = re.compile(r"(?<=[ァ-ヴー])・(?=[ァ-ヴ])")
_LONG_SIGN = re.compile(r"(?<=[ァ-ヴー]{3})ー(?![ァ-ヴー])")

# A word that may have its capital letter from the beginning of a sentence; "MAP" and "A" have not.
_CAPITAL = re.compile(r"[A-Z][a-z]+(?:'[a-z]+)?$")
_SENTENCE_END = frozenset(".?!。")
_ALTERNATIVES = {"which": "that", "cannot": "can't", "an": "a"}
_SPELLINGS = (
    (re.compile(r"^(colo|behavio|neighbo|favo)u(r)"), r"\1\2"),
    (re.compile(r"(?<=[a-z]{3})i[sz](e|es|ed|er|ers|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"^(mode|labe|cance)ll(ed|ing)$"), r"\1l\2"),
)
# Kanji and kana of the same word, and requests in the same sense. Applied to both texts.
_JAPANESE = (
    *(("出来", "でき"), ("事", "こと"), ("時", "とき"), ("全て", "すべて"), ("及び", "および"), ("又は", "または")),
    *(("但し", "ただし"), ("即ち", "すなわち"), ("例えば", "たとえば"), ("為に", "ために"), ("下さい", "ください")),
    *(("取り得", "とりう"), ("取りう", "とりう"), ("分か", "わか"), ("用い", "もちい"), ("様に", "ように")),
    *(("次ぎ", "次"), ("更に", "さらに"), ("於て", "おいて"), ("於いて", "おいて"), ("我々", "われわれ")),
)
_REQUESTS = (
    (re.compile(r"(?:求め|答え|述べ)(?:なさい|てください|よ)(?=[\s。]|$)"), lambda found: f"{found[0][:2]}よ"),
    (re.compile(r"選(?:びなさい|んでください|べ)(?=[\s。]|$)"), lambda found: "選べ"),
    (re.compile(r"示(?:しなさい|してください|せ)(?=[\s。]|$)"), lambda found: "示せ"),
    (re.compile(r"(?<=[一-龥ァ-ヴー])(?:しなさい|してください|せよ)(?=[\s。]|$)"), lambda found: "せよ"),
    (re.compile(r"(?:である|です)か(?=[\s。]|$)"), lambda found: "か"),
)


def surely_the_same(before: str, after: str) -> bool:
    """Whether nothing but the wording differs. False wherever that is not sure."""
    return _tokens(before) == _tokens(after)


def _tokens(text: str) -> list[str]:
    """What the meaning hangs on, in the form that all spellings of it have in common."""
    found: list[str] = []
    place = 0
    text = _END.sub(r"\1", text)
    for fixed in _FIXED.finditer(text):
        found += _words(text[place : fixed.start()], found)
        found.append(" ".join(fixed[0].split()) if fixed[0].startswith("$") else fixed[0])
        place = fixed.end()
    return [*found, *_words(text[place:], found)]


def _words(text: str, earlier: Sequence[str]) -> list[str]:
    """The words of a piece of text, with those before it."""
    text = _QUOTATION.sub("", _INTERPUNCT.sub("", _JAPANESE_COMMA.sub("", text)))
    text = "".join(
        unicodedata.normalize("NFKC", sign) if unicodedata.east_asian_width(sign) in "FH" else sign for sign in text
    )
    text = _EMPHASIS.sub(r"\2", unicodedata.normalize("NFC", text))
    for other, usual in _JAPANESE:
        text = text.replace(other, usual)
    for request, form in _REQUESTS:
        text = request.sub(form, text)
    words: list[str] = []
    before = earlier[-1] if earlier else "."
    for token in _TOKEN.findall(_LONG_SIGN.sub("", text)):
        words.append(_word(token, first=before in _SENTENCE_END))
        before = token
    return words


def _word(token: str, first: bool) -> str:
    """A word in its usual spelling. Its capital letters count, but for the one that begins a sentence."""
    if not token[0].isascii() or not token[0].isalpha():
        return token
    word = token.replace("’", "'")
    if first and _CAPITAL.match(word):
        word = word[0].lower() + word[1:]
        # "Which is right?" and "That is right?" are not the same.
        if word in ("which", "that"):
            return word
    word = _ALTERNATIVES.get(word, word)
    for spelling, usual in _SPELLINGS:
        word = spelling.sub(usual, word)
    return word
