"""Templates of question files: a small sound question of each kind, with comments that say what goes where.

In a template `«a|b»` stands for a comment in the author's language, Japanese | English. Comments stand on lines of
their own: behind a plain text they would cut it short. A text that is not written yet has `…` in its place.
"""

from __future__ import annotations

import re
from typing import Literal

from quizapp.bank.schema import Kind

# Which languages a new file asks for.
Languages = Literal["ja", "en", "both"]

_HEAD = """\
# yaml-language-server: $schema=../schema/question.schema.json
# «ファイル名と同じ。変えず、使い回しません。|The name of the file. It never changes and is never used again.»
id: ID
kind: KIND
# draft → review → ready → retired
status: draft
# «syllabus.yaml の番号。1 つ目がこの章のもの。|Codes of syllabus.yaml; the first belongs to this chapter.»
topics: [TOPIC]
# «その主題のキーワード、または教材（tracks）の用語。|Words of those topics, or terms of the tracks.»
keywords: [KEYWORD]
# «1 やさしい … 5 難しい|1 easy … 5 hard»
level: 2
# «受験できる人が解くのにかかる秒数|The pace of somebody who is ready for the exam.»
seconds: 60
"""
_TAIL = """\
# «なぜその答えになるか。これだけで分かるように。|Why the answer is what it is, to be understood by itself.»
explanation:
  ja: |
    理由を書く。
  en: |
    Say why.
# «著者 年、書名または論文、節や式の番号|Author year, title, section or equation»
references:
  - Author 2024, Title, section 1.1
"""
_STEM = """\
stem:
  ja: |
    {ja}
  en: |
    {en}
"""


def _stem(ja: str, en: str) -> str:
    return _STEM.format(ja=ja, en=en)


_CHOICES = """\
# «長さと形をそろえます。順は毎回変わります（fixed_order: true で固定）。|Alike in length and form. Shuffled each time.»
choices:
  - id: a
    correct: true
    text: {ja: 正しい記述, en: The right statement}
  - id: b
    # «思い違いの名前。同じ思い違いには同じ名前を付けます。|The belief behind it, by the same name in every question.»
    # misconception: name-of-the-belief
    text: {ja: 誤った記述, en: A wrong statement}
    feedback: {ja: なぜ選びたくなるか、何が正しいか。, en: Why it is tempting and what is true.}
  - id: c
    text: {ja: 別の誤り, en: Another wrong one}
    feedback: {ja: なぜ誤りか。, en: Why it is wrong.}
  - id: d
    text: {ja: もう 1 つの誤り, en: One more that is wrong}
    feedback: {ja: なぜ誤りか。, en: Why it is wrong.}
"""
_DRAWN = """\
# «毎回引く数。choices: [1, 3] や shape: [2, 3] も使えます。|Drawn each time. Also choices: [1, 3] and shape: [2, 3].»
given:
  a: {from: 2, to: 40}
  b: {from: 2, to: 40}
# «成り立つべき条件|What must hold of them.»
where:
  - a != b
# kind: number, count, vector, matrix, shape
# «verify: 別の道筋で求めた同じ値|verify: the same value by another route»
# «関数の一覧|The functions»: quizapp calc list --functions
answer:
  kind: count
  value: a*b - 1
  verify: (a - 1)*b + b - 1
# «誤りの名前と、それが導く値|What usually goes wrong, by name, and the value that it leads to.»
mistakes:
  one_forgotten:
    value: a*b
    ja: 1 を引いていない。
    en: The 1 was not subtracted.
steps:
  product:
    value: a*b - 1
    ja: 積から 1 を引く。
    en: Subtract 1 from the product.
"""
_FORMULA = """\
answer:
  kind: expression
  value: 2*x
  # «同じ式を別の形で|the same formula in another form»
  verify: x + x
  variables: {x: [-3, 3]}
  tex: 2x
mistakes:
  halved: {value: x, ja: 係数を落としている。, en: The factor was dropped.}
"""
_CODE = """\
answer:
  kind: code
  value: np.dot(x, W) + b
  # «正解と判定されるべき別の書き方|another form that must be judged right»
  verify: x @ W + b
  variables: {x: {shape: [N, D]}, W: {shape: [D, H]}, b: {shape: [H]}}
mistakes:
  no_bias: {value: 'np.dot(x, W)', ja: バイアスがない。, en: The bias is missing.}
"""
_ORDER = """\
# «正しい順に書きます。|In their right order.»
items:
  - {id: a, text: {ja: 初めの手順, en: The first step}}
  - {id: b, text: {ja: 次の手順, en: The next step}}
  - {id: c, text: {ja: 終わりの手順, en: The last step}}
"""
_MATCH = """\
pairs:
  - {id: a, left: {ja: 左 1, en: Left 1}, right: {ja: 相手 1, en: Partner 1}}
  - {id: b, left: {ja: 左 2, en: Left 2}, right: {ja: 相手 2, en: Partner 2}}
# «相手のない選択肢|Choices without a partner.»
extras:
  - {id: x, text: {ja: 余り, en: Left over}, feedback: {ja: なぜ合わないか。, en: Why it fits none.}}
"""
_SET = """\
# «listing（[[b]] は小問 b の空欄）、table、plot、diagram|listing ([[b]] is the blank of part b), table, plot, diagram»
material:
  - kind: listing
    source: |
      y = [[b]]
parts:
  - id: a
    kind: numeric
    stem: {ja: 3 と 4 の積は。, en: What is the product of 3 and 4?}
    answer: {kind: count, value: 12, verify: '3*4'}
    explanation: {ja: 掛ける。, en: Multiply.}
  - id: b
    kind: code
    stem: {ja: '[[b]] に入る式は。', en: 'Which expression belongs in [[b]]?'}
    answer: {kind: code, value: x * W, verify: W * x, variables: {x: {shape: [N]}, W: {shape: [N]}}}
    explanation: {ja: 要素ごとの積。, en: The elementwise product.}
"""
_BODIES: dict[Kind, str] = {
    Kind.SINGLE: _stem("正しいものはどれか。", "Which of these is true?") + _CHOICES,
    Kind.MULTIPLE: _stem("正しいものをすべて選べ。", "Select all that are true.") + _CHOICES,
    Kind.NUMERIC: _stem("{{a}} と {{b}} の積から 1 を引くといくらか。", "What is {{a}} times {{b}}, less 1?") + _DRAWN,
    Kind.EXPRESSION: _stem("$x^2$ を $x$ で微分せよ。", "Differentiate $x^2$ with respect to $x$.") + _FORMULA,
    Kind.CODE: _stem("全結合層の出力を計算する式は。", "Which expression computes the output of an affine layer?")
    + _CODE,
    Kind.ORDER: _stem("手順を正しい順に並べよ。", "Put the steps in order.") + _ORDER,
    Kind.MATCH: _stem("対応するものを選べ。", "Find the partner of each.") + _MATCH,
    Kind.SET: _stem("次のコードについて答えよ。", "Answer the questions about this code.") + _SET,
}
# What stands in a template only to be written over: no question says it.
PLACEHOLDER_TEXTS = frozenset(
    {
        *("理由を書く。", "Say why.", "Author 2024, Title, section 1.1"),
        *("正しい記述", "The right statement", "誤った記述", "A wrong statement", "別の誤り", "Another wrong one"),
        *("もう 1 つの誤り", "One more that is wrong", "なぜ誤りか。", "Why it is wrong.", "なぜ合わないか。"),
        *("なぜ選びたくなるか、何が正しいか。", "Why it is tempting and what is true.", "Why it fits none."),
        *("初めの手順", "The first step", "終わりの手順", "The last step", "左 1", "Left 1", "相手 1", "Partner 1"),
    }
)
_WORDS = re.compile(r"«([^|»]*)\|([^»]*)»")


def template(kind: Kind, name: str, topic: str, keyword: str, languages: Languages, words: str) -> str:
    """A new question file. `words`: the language of the comments; `languages`: which texts are written already.

    With one language the other one's texts are `…`, so that the file can be read from the start.
    """
    body = _HEAD + _BODIES[kind] + (_TAIL if kind is not Kind.SET else _TAIL[_TAIL.index("references") :])
    values = {"id: ID": f"id: {name}", "KIND": kind.value, "TOPIC": f'"{topic}"', "KEYWORD": keyword}
    for place, value in values.items():
        body = body.replace(place, value, 1)
    text = _WORDS.sub(lambda found: found.group(2 if words == "en" else 1), body)
    return text if languages == "both" else _emptied(text, "en" if languages == "ja" else "ja")


def _emptied(text: str, language: str) -> str:
    """The file with `…` for every text of a language, but for the placeholders and blanks that both must show."""

    def kept(words: str) -> str:
        return "".join(dict.fromkeys(re.findall(r"\{\{\w+\}\}|\[\[\w+\]\]", words))) + "…"

    text = re.sub(rf"(\n +{language}: \|\n +)([^\n]*)", lambda found: found.group(1) + kept(found.group(2)), text)
    quoted = rf"(\b{language}: )('[^']*'|[^,}}|\n]+)"
    return re.sub(quoted, lambda found: f"{found.group(1)}'{kept(found.group(2))}'", text)
