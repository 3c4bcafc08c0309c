"""One example for each rule of the lint: what breaks it, and what doesn't.

They are the lint's tests and the examples of docs/authoring.md (`make docs`). Each is a sound question with a piece of
its text replaced: by `bad`, which breaks the rule and stands in the line where it is found, or by `good`.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from quizapp.bank.figures import digest_of
from tests.bank.conftest import NUMERIC, SINGLE
from tests.bank.test_drawn import DRAWN, FORMULA
from tests.bank.test_sets import SET

FAMILY = """\
id: {id}
kind: numeric
status: ready
problem: convolution.output_size
topics: ["3.4.1"]
tracks: [zero.7]
keywords: [パディング]
level: 2
stem:
  ja: '{{{{n}}}} {{{{k}}}} {{{{s}}}} {{{{p}}}} {{{{d}}}}'
  en: '{{{{n}}}} {{{{k}}}} {{{{s}}}} {{{{p}}}} {{{{d}}}}'
mistakes:
  no_plus_one: {{ja: 足し忘れ。, en: No 1.}}
  padding_once: {{ja: 片側。, en: One side.}}
  dilation_ignored: {{ja: 無視。, en: Ignored.}}
  ceiling: {{ja: 切り上げ。, en: Rounded up.}}
steps:
  span: {{ja: 幅。, en: Span.}}
  formula: {{ja: 式。, en: Formula.}}
explanation: {{ja: 数える。, en: Count.}}
references: [Any textbook]
"""

# Pictures beside the question (`write_assets`), and a question with one of them.
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} 40">{1}</svg>'
ASSETS = {
    "grid.svg": _SVG.format(80, '<rect width="28" height="28"/><text x="9" y="9">28</text>').encode(),
    "wide.svg": _SVG.format(900, "").encode(),
    "script.svg": _SVG.format(80, "<script>alert(1)</script>").encode(),
    "large.svg": _SVG.format(80, "<g/>" * 40_000).encode(),
}
FIGURE = SINGLE.replace(
    "choices:",
    f"""material:
  - kind: figure
    file: assets/grid.svg
    digest: '{digest_of(ASSETS["grid.svg"])}'
    alt:
      ja: 左上に 28×28 の黒い正方形があり、右側は白い。
      en: A black square of 28×28 at the top left, and white to the right of it.
choices:""",
)
_FILE = "file: assets/grid.svg"


def write_assets(chapter: Path) -> None:
    """The pictures in a chapter's folder, and a link that leads out of the bank."""
    folder = chapter / "assets"
    folder.mkdir(exist_ok=True)
    for name, content in ASSETS.items():
        (folder / name).write_bytes(content)
    (folder / "small.svg").write_bytes(ASSETS["grid.svg"])
    elsewhere = chapter.parent.with_name(f"{chapter.parent.name}-elsewhere")
    elsewhere.mkdir(exist_ok=True)
    (elsewhere / "secret.svg").write_bytes(ASSETS["grid.svg"])
    if not (folder / "secret.svg").is_symlink():
        (folder / "secret.svg").symlink_to(elsewhere / "secret.svg")


class Example(NamedTuple):
    """`base`: a sound question (for `str.format`); `old`: the piece of it that is replaced."""

    base: str
    old: str
    bad: str
    good: str


# Where an example is looked at otherwise than in a bank of one question: beside another question (with the piece that
# is replaced as it was), as one of many with words of their own, or by `quizapp bank stress`.
BESIDE_ANOTHER = frozenset({"near_duplicate"})
# Rules of banks of one's own.
OF_OWN = {"review_missing"}
OF_MANY = frozenset({"bank_key_longest"})
STRESSED = frozenset({"stress_constant_guess", "stress_length", "stress_rank", "stress_values"})


# A wording that is long enough to be compared, a number that is drawn, a formula with three mistakes, a shape.
_WORDED = "ja: 入力の一辺が偶数の画像に畳み込みを続けて二回適用するとき、最後の出力を最も小さくする変更は次のどれか。"
WORDED = SINGLE.replace("ja: 出力を小さくするのはどれか。", _WORDED)
MEAN = """\
id: {id}
kind: numeric
status: ready
topics: ["3.4.1"]
tracks: [zero.7]
keywords: [パディング]
level: 2
stem: {{ja: '{{{{a}}}} と {{{{b}}}} の平均は。', en: 'What is the mean of {{{{a}}}} and {{{{b}}}}?'}}
given:
  a: {{from: 11, to: 99}}
  b: {{from: 11, to: 99}}
where:
  - abs(a - b) > 9
answer: {{kind: number, decimals: 2, values: positive, value: (a + b)/2, verify: a + (b - a)/2}}
mistakes:
  first_only: {{value: a, ja: a だけ。, en: Only the first.}}
  second_only: {{value: b, ja: b だけ。, en: Only the second.}}
  difference: {{value: abs(a - b)/2 + 0.25, ja: 差。, en: The difference.}}
steps:
  mean: {{value: (a + b)/2, ja: 割る。, en: Divide.}}
explanation: {{ja: 割る。, en: Divide.}}
references: [Any textbook]
"""
POWERS = FORMULA.replace(
    "  power_kept: {{value: '{{{{a}}}}*x^2 + {{{{b}}}}', ja: 次数。, en: The power was kept.}}",
    """  power: {{ja: 次数。, en: Power., value: '{{{{a}}}}*x^2 + {{{{b}}}}'}}
  constant: {{ja: 定数。, en: Lost., value: '2*{{{{a}}}}*x'}}
  factor: {{ja: 係数。, en: Factor., value: '{{{{a}}}}*x + {{{{b}}}}'}}""",
)
SIZES = """\
id: {id}
kind: numeric
topics: ["3.4.1"]
keywords: [パディング]
level: 2
stem: {{ja: '{{{{a}}}} 行 {{{{b}}}} 列の形は。', en: 'What is the shape of {{{{a}}}} rows and {{{{b}}}} columns?'}}
given:
  a: {{from: 11, to: 99}}
  b: {{from: 11, to: 99}}
where:
  - abs(a - b) > 9
answer: {{kind: shape, value: '[a, b]', verify: '[b + a - b, b]'}}
mistakes:
  turned: {{value: '[b, a]', ja: 逆。, en: Turned round.}}
  first: {{ja: 初め。, en: First., value: '[a + 1, b]'}}
  last: {{ja: 終わり。, en: Last., value: '[a, b + 1]'}}
explanation: {{ja: 数える。, en: Count.}}
references: [Any textbook]
"""
_SIZES = "first: {{ja: 初め。, en: First., value: '{}'}}\n  last: {{ja: 終わり。, en: Last., value: '{}'}}"
_LENGTHS = (
    "power: {{ja: 次数。, en: Power., value: {}}}\n  constant: {{ja: 定数。, en: Lost., value: {}}}\n"
    "  factor: {{ja: 係数。, en: Factor., value: {}}}"
)
_LARGE = "linear_algebra.determinant([[n,1,2,3,4,5,6],[1,n,2,3,4,5,6],[1,2,n,3,4,5,6],[1,2,3,n,4,5,6],"
_LARGE += "[1,2,3,4,n,5,6],[1,2,3,4,5,n,6],[1,2,3,4,5,6,n]])"

_RIGHT = "en: A larger stride"
_WRONG = "en: A higher rate"
_STEM = "stem: {ja: 出力を小さくするのはどれか。, en: Which makes the output smaller?}"
_SPAN = "span: n + 2*p - k"
# The same question with numbers to choose from.
NUMBERS = (
    SINGLE[: SINGLE.index("choices:")]
    + """fixed_order: false
choices:
  - {{id: a, text: {{ja: '9', en: '9'}}, feedback: {{ja: 違う。, en: No.}}}}
  - {{id: b, correct: true, text: {{ja: '3', en: '3'}}}}
  - {{id: c, text: {{ja: '4', en: '4'}}, feedback: {{ja: 違う。, en: No.}}}}
"""
    + SINGLE[SINGLE.index("explanation:") :]
)


def _expression(bad: str) -> Example:
    return Example(DRAWN, _SPAN, f"span: {bad}", "span: 2*p + n - k")


EXAMPLES: dict[str, Example] = {
    "unknown_topic": Example(SINGLE, 'topics: ["3.4.1"]', 'topics: ["3.4.1", "9.9.9"]', 'topics: ["3.4.1", "3.4.3"]'),
    "unknown_section": Example(SINGLE, "tracks: [zero.7]", "tracks: [zero.70]", "tracks: [zero.7]"),
    "unknown_keyword": Example(SINGLE, "keywords: [パディング,", "keywords: [パテ,", "keywords: [カーネル,"),
    "see_also_unknown": Example(
        SINGLE, "level: 1", "level: 1\nsee_also: [convolution.no_such]", "level: 1\nsee_also: [convolution.output_size]"
    ),
    "see_also_self": Example(SINGLE, "level: 1", "level: 1\nsee_also: [question]", "level: 1\nsee_also: []"),
    "missing_feedback": Example(
        SINGLE, ", feedback: {ja: 関係ない。, en: Unrelated.}", "", ", feedback: {ja: 無関係。, en: It has no effect.}"
    ),
    "identical_choices": Example(SINGLE, _WRONG, "en: More padding.", "en: A lower rate"),
    "choice_by_letter": Example(
        SINGLE, "en: Unrelated.", "en: 'Unlike this, a is right.'", "en: 'Unlike this, a larger stride is right.'"
    ),
    "unwritten": Example(
        NUMERIC, "en: Give 3/8 as a decimal.", "en: '…'", "en: 'What is 3/8 as a decimal?'"
    ),
    "template_text": Example(SINGLE, "en: Unrelated.", "en: Why it is wrong.", "en: It is another thing."),
    "undrawable_formula": Example(SINGLE, "en: Unrelated.", "en: '$\\frac{1}{$'", "en: '$\\frac{1}{2}$'"),
    "unknown_placeholder": Example(
        DRAWN, "en: 'It is {{answer}}.'", "en: 'It is {{answr}}.'", "en: 'It must be {{answer}}.'"
    ),
    "bad_placeholder": Example(DRAWN, "en: 'It is {{answer}}.'", "en: 'It is {{answer:>9}}.'", "en: '{{answer:.1f}}'"),
    "placeholders_differ": Example(SINGLE, "en: Unrelated.", "en: 'Not {{n}}.'", "en: Not related."),
    "unshown_number": Example(DRAWN, "stride {{s}}", "stride 2", "a stride of {{s}}"),
    "answer_shown": Example(DRAWN, "How long is a side?", "Is it {{answer}}?", "What is the side?"),
    "unverified": Example(NUMERIC, "verify: '1 - 5/8'", "verify: '1 - 5/9'", "verify: '3/4/2'"),
    "unreadable_verify": Example(NUMERIC, "verify: '1 - 5/8'", "verify: '1 - '", "verify: '6/16'"),
    "unreadable_carried": Example(SET, "carried: '2*a + 1'", "carried: '2*a + '", "carried: '1 + 2*a'"),
    "wrong_size": Example(
        NUMERIC,
        "{kind: number, value: 0.375, decimals: 3, verify: '1 - 5/8'}",
        "{kind: vector, value: [0.375, 1], verify: ['3/8']}",
        "{kind: number, value: 0.375, verify: '3/8'}",
    ),
    "unusable_key": Example(
        SET, "value: np.dot(x, W) + b", "value: np.dot(x, W) + c", "value: b + np.dot(x, W)"
    ),
    "mistake_is_right": Example(NUMERIC, "{value: 2.667", "{value: 0.376", "{value: 2.6667"),
    "mistake_unreadable": Example(NUMERIC, "{value: 2.667", "{value: '8/'", "{value: '8/3'"),
    "unknown_family": Example(FAMILY, "convolution.output_size", "convolution.size", "convolution.output_size"),
    "wrong_kind": Example(FAMILY, "kind: numeric", "kind: expression", "kind: numeric"),
    "unworded_mistake": Example(
        FAMILY, "  no_plus_one: {ja: 足し忘れ。, en: No 1.}\n", "", "  no_plus_one: {ja: 忘れた。, en: No one.}\n"
    ),
    "unknown_mistake": Example(FAMILY, "mistakes:", "mistakes:\n  no_such: {ja: 誤り。, en: No.}", "mistakes:"),
    "unknown_step": Example(FAMILY, "steps:", "steps:\n  no_such: {ja: 式。, en: No.}", "steps:"),
    "undrawn_numbers": Example(DRAWN, "answer >= 4", "answer > 4000", "answer > 4"),
    "slow_numbers": Example(
        DRAWN, _SPAN, f"q: '{_LARGE} + {_LARGE}'\n  r: '{_LARGE} + {_LARGE}'\n  span: n + 2*p - k + 0*(q + r)", _SPAN
    ),
    "ragged_table": Example(SET, "[pool|x, 14]", "[pool|x]", "[pool, 14]"),
    "ragged_series": Example(SET, "y: [0.9, 0.5, 0.4]", "y: [0.9, 0.5]", "y: [0.9, 0.6, 0.4]"),
    "plot_value": Example(SET, "y: [0.9, 0.5, 0.4]", "y: [0.9, -1e300, 0.4]", "y: [0.9, -1e15, 0.4]"),
    "figure_missing": Example(FIGURE, _FILE, "file: assets/gird.svg", "file: assets/small.svg"),
    "figure_outside": Example(FIGURE, _FILE, "file: assets/secret.svg", "file: assets/small.svg"),
    "figure_too_large": Example(FIGURE, _FILE, "file: assets/large.svg", "file: assets/small.svg"),
    "figure_too_wide": Example(FIGURE, _FILE, "file: assets/wide.svg", "file: assets/small.svg"),
    "figure_broken": Example(FIGURE, _FILE, "file: assets/script.svg", "file: assets/small.svg"),
    "figure_changed": Example(
        FIGURE, f"digest: '{digest_of(ASSETS['grid.svg'])}'", "digest: '0123456789abcdef'",
        f'digest: "{digest_of(ASSETS["grid.svg"])}"'
    ),
    "figure_alt_short": Example(
        FIGURE, "en: A black square of 28×28 at the top left, and white to the right of it.", "en: A square of 28×28.",
        "en: The square at the top left, 28×28, is black; everything else is white."
    ),
    "figure_number_unsaid": Example(
        FIGURE, "ja: 左上に 28×28 の黒い正方形があり、右側は白い。",
        "ja: 左上に黒い正方形があり、そのほかの部分はすべて白い。",
        "ja: 左上の黒い正方形は一辺 28 で、そのほかの部分は白い。"
    ),
    "unknown_blank": Example(SET, "[[c]]  # price", "[[d]] # [[c]] price", "[[c]]  # prices"),
    "no_blank": Example(SET, "[[c]]  # price", "x  # price", "[[c]]  # prices"),
    "waiver_unknown": Example(
        SINGLE,
        "level: 1",
        "level: 1\nwaive: [{rule: unknown_topic, reason: later}]",
        "level: 1\nwaive: [{rule: near_duplicate, reason: the second of a pair}]",
    ),
    "key_longest": Example(
        SINGLE,
        "ja: ストライドを増やす, en: A larger stride",
        "ja: ストライドを大きくして走査する位置を間引く, en: 'A larger stride, which skips positions of the kernel'",
        "ja: ストライドを広げる, en: A wider stride",
    ),
    "all_or_none": Example(SINGLE, _WRONG, "en: All of the above", "en: A lower rate"),
    "plain_negative": Example(
        SINGLE, "ja: 出力を小さくするのはどれか。", "ja: 誤っているものはどれか。", "ja: '**誤っている**ものはどれか。'"
    ),
    "absolute_words": Example(SINGLE, _WRONG, "en: Always a higher rate", "en: A rate that is higher"),
    "vague_words": Example(SINGLE, _RIGHT, "en: Usually a larger stride", "en: A stride that is larger"),
    "stem_word_in_key": Example(SINGLE, _RIGHT, "en: A smaller sampling grid", "en: A coarser grid"),
    "numbers_unsorted": Example(NUMBERS, "fixed_order: false", "fixed_order: true", "fixed_order: false"),
    "long_stem": Example(SINGLE, "en: Which makes", "en: Which " + "of these things " * 80 + "makes", "en: What makes"),
    "numbers_differ": Example(SINGLE, "en: Which makes", "en: Which of 3 makes", "en: Which of these makes"),
    "unworded_step": Example(
        FAMILY, "  formula: {ja: 式。, en: Formula.}\n", "", "  formula: {ja: 式。, en: A formula.}\n"
    ),
    "given_unused": Example(DRAWN, "given:", "given:\n  unused: {from: 1, to: 9}", "given:"),
    "mistake_never": Example(DRAWN, "value: answer - 1,", "value: answer/0,", "value: answer - 2,"),
    "long_decimals": Example(
        MEAN, "explanation: {ja: 割る。, en: Divide.}",
        "explanation: {ja: '{{share}} である。', en: 'It is {{share}}.'}\nlet: {share: a/(a + b)}",
        "explanation: {ja: '{{share:.3f}} である。', en: 'It is {{share:.3f}}.'}\nlet: {share: a/(a + b)}",
    ),
    "tolerance_whole": Example(
        NUMERIC, "{kind: number, value: 0.375, decimals: 3, verify: '1 - 5/8'}",
        "{kind: vector, value: [4, 500], verify: ['4', '500']}",
        "{kind: vector, value: [4, 500], relative: 0, absolute: 0.5, verify: ['4', '500']}",
    ),
    "answer_zero": Example(
        NUMERIC, "value: 0.375, decimals: 3, verify: '1 - 5/8'", "value: 0.00001, verify: 1/100000",
        "value: 0.00001, decimals: 7, verify: 1/100000",
    ),
    "answer_tie": Example(
        NUMERIC, "value: 0.375, decimals: 3", "value: 0.375, decimals: 2", "value: 0.38, decimals: 2",
    ),
    "answer_coarse": Example(
        NUMERIC, "value: 0.375, decimals: 3, verify: '1 - 5/8'", "value: 0.7, decimals: 0, verify: 7/10",
        "value: 0.7, decimals: 1, verify: 7/10",
    ),
    "near_duplicate": Example(
        WORDED, _WORDED, _WORDED.replace("偶数", "奇数"),
        "ja: 特徴マップを半分の大きさにしたい。カーネルの動かし方をどう変えればよいか。",
    ),
    "bank_key_longest": Example(
        SINGLE, "ja: ストライドを増やす, en: A larger stride",
        "ja: ストライドをいまより増やす, en: A larger stride of the layer", "ja: 歩幅を増す, en: More stride",
    ),
    "stress_constant_guess": Example(
        MEAN, "a: {from: 11, to: 99}\n  b: {from: 11, to: 99}", "a: {choices: [20, 40]}\n  b: {choices: [60, 80]}",
        "a: {from: 12, to: 99}\n  b: {from: 12, to: 99}",
    ),
    "stress_length": Example(
        POWERS, _LENGTHS.format("'{{a}}*x^2 + {{b}}'", "'2*{{a}}*x'", "'{{a}}*x + {{b}}'"),
        _LENGTHS.format("x", "2*x", "3*x"), _LENGTHS.format("'{{b}} + {{a}}*x^2'", "'2*{{a}}*x'", "'{{b}} + {{a}}*x'"),
    ),
    "stress_rank": Example(
        SIZES, _SIZES.format("[a + 1, b]", "[a, b + 1]"), _SIZES.format("[a, b, 1]", "[a, b, 1, 1]"),
        _SIZES.format("[a + 2, b]", "[a, b + 2]"),
    ),
    "stress_values": Example(
        MEAN, "{kind: number, decimals: 2, values: positive", "{kind: number, decimals: 2",
        "{kind: number, decimals: 2, values: nonnegative",
    ),
    "review_missing": Example(
        SINGLE,
        "status: ready\n",
        "status: ready\n",
        "status: ready\nreviewed_by: [{by: a, content: '7b6021a176f7e41c'}]\n",
    ),
    "review_stale": Example(
        SINGLE, "level: 1", "level: 1\nreviewed_by: [{by: a, content: '0123456789abcdef'}]", "level: 1\nreviewed_by: []"
    ),
    "review_disputed": Example(
        SINGLE,
        "level: 1",
        "level: 1\nreviewed_by: [{by: a, content: '7b6021a176f7e41c', disputed: two are right}]",
        "level: 1\nreviewed_by: [{by: a, content: '7b6021a176f7e41c'}]",
    ),
    "translation_stale": Example(
        SINGLE, "level: 1", "level: 1\ntranslated_from: 0123456789abcdef", "level: 1\ntranslated_from: 264d6a9d152b7d75"
    ),
    "translation_stale_ja": Example(
        SINGLE,
        "level: 1",
        "level: 1\ntranslated_from: 'en:0123456789abcdef'",
        "level: 1\ntranslated_from: 'en:debc192e4f54bf33'",
    ),
    "waiver_unneeded": Example(
        SINGLE,
        "level: 1",
        "level: 1\nwaive: [{rule: all_or_none, reason: why}]",
        "level: 1\nwaive: [{rule: stress_rank, reason: why}]",
    ),
    "half_width_sign": Example(SINGLE, "ja: ストライドで割る。", "ja: '割る,減る。'", "ja: 割る、減る。"),
    "full_width_letter": Example(SINGLE, "ja: ストライドで割る。", "ja: ２で割る。", "ja: 2 で割る。"),
    "trailing_space": Example(SINGLE, "level: 1\n", "level: 1 \n", "level: 1\n"),
    "no_final_newline": Example(
        SINGLE, "1603.07285\"]\n", "1603.07285\"]", "1603.07285\"]\n"
    ),
    "expression_empty": _expression("' '"),
    "expression_too_complex": _expression("n" + "+n" * 200),
    "expression_unknown_sign": _expression("n ! p"),
    "expression_missing_operand": _expression("n + "),
    "expression_missing_operator": _expression("n + 2p"),
    "expression_unclosed": _expression("(n + 2*p"),
    "expression_unopened": _expression("n + 2*p)"),
    "expression_unexpected": _expression("n , p"),
    "expression_assignment": _expression("n = p"),
    "expression_argument_twice": _expression("'convolution.output_size(n, k, stride=s, stride=s)'"),
    "expression_argument_order": _expression("'convolution.output_size(n, kernel=k, s)'"),
    "expression_unknown_name": _expression("n + 2*q"),
    "expression_not_called": _expression("n + floor"),
    "expression_unknown_function": _expression("flor(n/2)"),
    "expression_argument_count": _expression("'floor(n, 2)'"),
    "expression_argument": _expression("convolution.output_size(n)"),
    "expression_shapes": _expression("'[n, p] + [n, p, k]'"),
    "expression_wrong_kind": _expression("sum(n)"),
    "expression_not_number": _expression("(n > p) + k"),
    "expression_not_condition": _expression("1 if n else 2"),
    "expression_not_list": _expression("n[0]"),
    "expression_not_whole": _expression("'[n, p][0.5]'"),
    "expression_index": _expression("'[n, p][2]'"),
    "expression_name_taken": Example(DRAWN, _SPAN, "max: n\n  " + _SPAN, _SPAN),
    "expression_name_twice": Example(DRAWN, _SPAN, "k: n\n  " + _SPAN, _SPAN),
    "expression_answer_kind": Example(DRAWN, "value: 'conv", "value: '0.5 + conv", "value: '0 + conv"),
    "expression_calculator": Example(
        DRAWN, "verify: floor(span/s) + 1", "verify: 'convolution.output_size(1, n)'", "verify: span//s + 1"
    ),
    "expression_division_by_zero": Example(
        DRAWN, "verify: floor(span/s) + 1", "verify: span/0", "verify: span//s + 1"
    ),
    "expression_undefined": Example(DRAWN, "verify: floor(span/s) + 1", "verify: ln(0 - n)", "verify: span//s + 1"),
    "expression_too_large": Example(DRAWN, "verify: floor(span/s) + 1", "verify: exp(n*99)", "verify: span//s + 1"),
    "expression_template": Example(
        FORMULA, "a: {from: 2, to: 9}", "a: {shape: [2], from: 2, to: 9}", "a: {from: 3, to: 9}"
    ),
}  # fmt: skip
