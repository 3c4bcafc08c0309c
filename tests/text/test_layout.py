"""Documents are laid out for any width with nothing cut and nothing lost."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.text.document import parse
from quizapp.text.kinsoku import NOT_AT_START
from quizapp.text.layout import Span, lay_out, line_text, line_width, plain

JAPANESE = r"""バッチ正規化では、平均 $\mu_B$ と分散$\sigma_B^2$を使って入力を正規化し、
係数 $\gamma$ で尺度を戻す。
$$\hat{x}_i = \frac{x_i - \mu_B}{\sqrt{\sigma_B^2 + \epsilon}}$$
行列は $\begin{bmatrix}1&2\\3&4\end{bmatrix}$、である。

- **「正しい」**もの（`model.eval()`）
- もう一つ
  1. 入れ子の項目は、とても長いので折り返されるはずである

| 手法 | 軸 |
|:--|--:|
| Batch Normalization | $N, H, W$ |
| Layer Normalization | バッチの大きさに依存しないので、系列に向く |

```python
def f(x, eps=1e-5):  # 注釈
    return "とても長い文字列" + str(x)
```
"""
ENGLISH = r"""## Adam

The update keeps running averages of the gradient $g_t$ and of its square:
$$\begin{aligned} m_t &= \beta_1 m_{t-1} + (1-\beta_1) g_t
\\ \theta_{t+1} &= \theta_t - \frac{\eta}{\sqrt{\hat{v}_t}+\epsilon}\hat{m}_t \end{aligned}$$
where $\hat{m}_t = \frac{m_t}{1-\beta_1^t}$ corrects the bias.
"""


def text(source: str, width: int) -> str:
    return plain(lay_out(parse(source), width))


def block(drawing: str) -> str:
    return "\n".join(line[1:] for line in drawing.strip("\n").split("\n"))


def test_a_page_in_japanese():
    assert text(JAPANESE, 40) == block("""
|バッチ正規化では、平均 μ_B と分散σ_B²を
|使って入力を正規化し、係数 γ で尺度を戻
|す。
|         xᵢ − μ_B
|  x̂ᵢ = ─────────────
|        √(σ_B² + ε)
|行列は
|  ⎡1  2⎤、
|  ⎣3  4⎦
|である。
|
|• 「正しい」もの（model.eval()）
|• もう一つ
|  1. 入れ子の項目は、とても長いので折り
|     返されるはずである
|
|┌──────────────────┬───────────────────┐
|│ 手法             │                軸 │
|├──────────────────┼───────────────────┤
|│ Batch            │           N, H, W │
|│ Normalization    │                   │
|├──────────────────┼───────────────────┤
|│ Layer            │  バッチの大きさに │
|│ Normalization    │  依存しないので、 │
|│                  │        系列に向く │
|└──────────────────┴───────────────────┘
|
|  def f(x, eps=1e-5):  # 注釈
|      return "とても長い文字列" + str(x)
""")


def test_a_page_in_english():
    assert text(ENGLISH, 44) == block("""
|Adam
|
|The update keeps running averages of the
|gradient gₜ and of its square:
|    mₜ = β₁mₜ₋₁ + (1 − β₁)gₜ
|
|                  η
|  θₜ₊₁ = θₜ − ───────── m̂ₜ
|               √v̂ₜ + ε
|where m̂ₜ = mₜ/(1 − β₁ᵗ) corrects the bias.
""")


@pytest.mark.parametrize("source", [JAPANESE, ENGLISH])
def test_no_line_is_wider_than_the_width_and_no_words_are_lost_at_any_width(source):
    wide = _words(text(source, 300))
    for width in range(4, 120):
        lines = lay_out(parse(source), width, numbered=width % 2 == 0)
        assert max(map(line_width, lines)) <= width
        if width >= 24 and width % 2:
            assert sorted(_words(plain(lines))) == sorted(wide)


def _words(page: str) -> str:
    return "".join(
        character for character in page if character.isalnum() and (character.isascii() or character > "\u3000")
    )


@settings(max_examples=60)
@given(st.text("aあ1、。（） \n*`$|#-_[]<>\\^{}\t", max_size=160), st.integers(2, 60))
def test_any_text_fits_any_width(source, width):
    lines = lay_out(parse(source), width)
    assert all(line_width(line) <= width for line in lines)
    assert not any("\n" in line_text(line) or "\t" in line_text(line) for line in lines)


def test_tabs_become_spaces_in_text_and_code():
    assert text("a\tb `c\td`", 40) == "a    b c    d"
    assert text("```\n\tif x:\n\t\ty\n```", 40) == "      if x:\n          y"


def test_paragraph_lines_never_begin_with_a_closing_mark():
    source = "（あ）、（い）。「う」、『え』ー。" * 12
    for width in range(12, 60):
        assert not [line for line in text(source, width).split("\n")[1:] if line[0] in NOT_AT_START]


def test_line_ends_of_the_source_become_a_space_only_beside_latin_text():
    assert text("日本語の\n文と\nLatin\ntext $x$\nである", 80) == "日本語の文と Latin text x である"


def test_spans_tell_how_each_piece_is_to_look():
    (line,) = lay_out(parse("平均**強い**と*弱い*と`code`と$x_i$"), 80)
    assert line == (
        Span("平均", "text"),
        Span("強い", "strong"),
        Span("と", "text"),
        Span("弱い", "emphasis"),
        Span("と", "text"),
        Span("code", "code"),
        Span("と", "text"),
        Span("xᵢ", "formula"),
    )


def test_an_inline_formula_is_not_broken_when_it_fits_on_a_line():
    source = "ここでの更新式は $w = w - \\eta g$ であり、学習率は正の定数である。"
    for width in range(14, 40):
        assert "w = w − ηg" in text(source, width)


def test_a_formula_that_cannot_be_drawn_is_shown_as_it_was_written():
    assert text(r"次の $\foo{x}$ と", 40) == r"次の $\foo{x}$ と"
    assert text(r"$$\foo{x}$$", 40) == r"  $$\foo{x}$$"


def test_a_display_too_wide_for_any_break_is_shown_as_latex_and_not_cut():
    source = r"$$\begin{bmatrix} 100000 & 200000 & 300000 \\ 1 & 2 & 3 \end{bmatrix}$$"
    lines = lay_out(parse(source), 24)
    assert {span.style for line in lines for span in line if span.text.strip()} == {"code"}
    assert "".join(plain(lines).split()) == "".join(source.split())


def test_long_code_lines_are_folded_with_a_mark_and_numbered_once():
    lines = lay_out(parse("```python\nx = 'あいうえお' + y\nz\n```"), 16, numbered=True)
    assert plain(lines) == block("""
|1  x = 'あいうえ
|   ↳ お' + y
|2  z
""")
    assert lines[0][0] == Span("1  ", "code_number")
    assert Span("↳ ", "dim") in lines[1]


def test_code_is_coloured_in_a_language_that_is_known():
    (line,) = lay_out(parse("```python\nreturn 1 + 'a'  # ok\n```"), 60)
    styles = {span.text: span.style for span in line}
    assert (styles["return"], styles["1"], styles["# ok"]) == ("keyword", "number", "comment")
    (line,) = lay_out(parse("```nonesuch\nreturn 1\n```"), 60)
    assert {span.style for span in line} == {"code_block"}


def test_a_table_with_too_many_columns_is_shown_row_by_row():
    source = "|" + "列の名前|" * 6 + "\n|" + "--|" * 6 + "\n|" + "値段の値|" * 6
    page = text(source, 30)
    assert "┌" not in page
    assert page.count("列の名前") == page.count("値段の値") == 6


def test_the_light_parts_of_the_room_import_nothing_heavy():
    code = (
        "import sys, quizapp.text.safe, quizapp.text.kinsoku, quizapp.text.messages, quizapp.text.layout\n"
        "heavy = {'textual', 'markdown_it', 'mdit_py_plugins', 'pygments', 'texicode', 'sympy', 'numpy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
