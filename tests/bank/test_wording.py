"""Texts that surely say the same, and those of which it is not sure."""

import pytest

from quizapp.bank.wording import surely_the_same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It has an optimum", "It has a optimum"),
        ("The output is smaller. Why?", "the output is smaller. why"),
        ("the largest value that the", "the largest value which the"),
        ("An  output\nnow", "an output now"),
        ("A, b and c.", "A , b and c"),
        ("**Which is it?**", "Which is it?"),
        ("normalise the colour", "normalize the color"),
        ("誤っているものはどれか", "**誤っている**ものはどれか"),
        ("出力、すなわち値はどれか。", "出力すなわち値はどれですか。"),
        ("値を求めよ。", "値を求めなさい。"),
        ("計算せよ。", "計算してください。"),
        ("コンピューターの値", "コンピュータの値"),
        ("取りうる最大の値", "とりうる最大の値"),
        ("値が３である", "値が 3 である"),
        ("「重み」を", "重みを"),
        ("a $x  + 1$", "a $x + 1$"),
    ],
)
def test_another_spelling_of_the_same_is_wording_in_both_directions(one: str, other: str) -> None:
    assert surely_the_same(one, other)
    assert surely_the_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It is convex", "It is not convex"),
        ("can be", "cannot be"),
        ("It can do it", "It can't do it"),
        ("supervised", "unsupervised"),
        ("symmetric", "asymmetric"),
        ("the maximum of it", "the minimum of it"),
        ("later layers", "latter layers"),
        ("the widht of it", "the width of it"),
        ("a causal model", "a casual model"),
        ("united", "untied"),
        ("unclear", "nuclear"),
        ("a trial", "a trail"),
        ("planned", "planed"),
        ("stripped", "striped"),
        ("prise", "prize"),
        ("Use mAP here", "Use MAP here"),
        ("MAP", "Map"),
        ("The relu of it", "The ReLU of it"),
        ("No, model is correct.", "No model is correct."),
        ("A, B", "A B"),
        ("A、B", "A B"),
        ("3 : 1", "3 1"),
        ("3、1", "3 1"),
        ("増加、減少", "増加減少"),
        ("$a$, $b$", "$a$ $b$"),
        ("a few layers", "the few layers"),
        ("Which is right?", "That is right?"),
        ("しない。場合は", "しない場合は"),
        ("大きい", "小さい"),
        ("増加", "減少"),
        ("増やす", "増す"),
        ("使用する", "使用しない"),
        ("以上", "以下"),
        ("正しいものを選べ", "誤っているものを選べ"),
        ("x ≥ 3", "x ≤ 3"),
        ("x > 3", "x < 3"),
        ("a != b", "a = b"),
        ("-1", "1"),
        ("3 layers", "4 layers"),
        ("1,000", "1000"),
        ("3.5", "35"),
        ("比は 3：1", "比は 3 1"),
        ("10%", "10"),
        ("n!", "n"),
        ("f'(x)", "f(x)"),
        ("x²", "x2"),
        ("2**3 and 4**5", "23 and 45"),
        ("x[:,1]", "x[:1]"),
        ("1, 2, ..., n", "1, 2, n"),
        ("a・b", "ab"),
        ("N", "n"),
        ("the matrix A", "the matrix"),
        ("`a b`", "`ab`"),
        ("{{n}}", "{{k}}"),
        ("$x+1$", "$x-1$"),
    ],
)
def test_opposites_numbers_and_whatever_is_not_sure_are_not(one: str, other: str) -> None:
    assert not surely_the_same(one, other)
    assert not surely_the_same(other, one)
