"""What is wrong with an expression."""

CATALOG: dict[str, tuple[str, str]] = {
    "expression_empty": ("式が空です", "the expression is empty"),
    "expression_too_long": ("式が {most} 文字を超えています", "the expression is longer than {most} characters"),
    "expression_too_complex": (
        "式が複雑すぎます。let で分けてください",
        "the expression is too complex; divide it with let",
    ),
    "expression_unknown_sign": ("式に {sign} は使えません", "{sign} has no meaning in an expression"),
    "expression_missing_operand": ("{sign} の隣に値がありません", "a value is missing next to {sign}"),
    "expression_missing_operator": (
        "間に演算子がありません。掛け算は * と書きます",
        "an operator is missing here; write every multiplication as *",
    ),
    "expression_unclosed": ("{sign} が閉じられていません", "{sign} is not closed"),
    "expression_unopened": ("{sign} に対応する開き括弧がありません", "{sign} was not opened"),
    "expression_unexpected": ("ここに {sign} は置けません", "{sign} can't stand here"),
    "expression_assignment": ("等しいことは == と書きます", "equality is written =="),
    "expression_argument_twice": ("引数 {name} が 2 回あります", "the argument {name} is given twice"),
    "expression_argument_order": (
        "名前の付いた引数のあとに名前のない引数は置けません",
        "an argument without a name can't follow one with a name",
    ),
    "expression_unknown_name": (
        "{name} という数はありません（ここで使える数: {names}）",
        "there is no number {name} (here there are: {names})",
    ),
    "expression_not_called": ("{name} は関数です。{name}(…) と書きます", "{name} is a function: write {name}(…)"),
    "expression_unknown_function": (
        "{name} という関数はありません（似た名前: {near}）。quizapp calc list --functions に一覧があります",
        "there is no function {name} (similar: {near}); quizapp calc list --functions lists them",
    ),
    "expression_argument_count": (
        "{function} の引数は {expected} 個です（いま {got} 個）",
        "{function}: {expected} expected in the brackets, not {got}",
    ),
    "expression_argument": ("{function} の引数: {reason}", "{function}: {reason}"),
    "argument_form": ("書き方は {form} です", "it is written {form}"),
    "argument_truth": ("{name} は true か false です", "{name} is true or false"),
    "argument_whole": ("{name} は整数です", "{name} is a whole number"),
    "argument_number": ("{name} は 1 つの数です", "{name} is a single number"),
    "argument_rows": ("{name} の行の長さがそろっていません", "the rows of {name} differ in length"),
    "argument_list": ("{name} は並び [a, b] です", "{name} is a list, [a, b]"),
    "argument_long": ("並びは {most} 個までです", "a list has at most {most} entries"),
    "argument_large": ("{found} は大きすぎます（{most} まで）", "{found} is too large (at most {most})"),
    "expression_calculator": (
        "{function} はこの値では計算できません（英文の説明: {reason}）",
        "{function} has no value: {reason}",
    ),
    "expression_division_by_zero": ("0 で割っています", "division by zero"),
    "expression_undefined": ("{function} の値がありません", "{function} has no real value here"),
    "undefined_count": (
        "{function} は 0 以上の整数に使います",
        "{function} takes whole numbers from 0 on",
    ),
    "undefined_to": (
        "{function} は {least} から {most} までの整数に使います",
        "{function} takes whole numbers from {least} to {most}",
    ),
    "undefined_whole": ("{function} は整数に使います", "{function} takes whole numbers"),
    "undefined_step": ("{function} の間隔（3 つ目の数）が 0 です", "the step of {function}, its third number, is 0"),
    "undefined_range": (
        "{function} が空です（Python と同じく、終わりの数は含みません）",
        "this {function} is empty (as in Python, the end is left out)",
    ),
    "too_large_range": (
        "{function} の数が {most} 個を超えています",
        "this {function} has more than {most} numbers",
    ),
    "expression_too_large": ("値が大きすぎます", "the value is too large"),
    "expression_shapes": ("並びの大きさが合いません", "the sizes of the lists do not fit together"),
    "expression_wrong_kind": (
        "{function} の引数の種類が違います（数と並び、真偽）",
        "{function} does not take this (a number, a list, or true and false)",
    ),
    "expression_not_number": ("{sign} は数に使います", "{sign} goes with numbers"),
    "expression_not_condition": (
        "条件（真か偽になる式）が必要です",
        "a condition is expected here: something that is true or false",
    ),
    "expression_not_list": ("並びではないので [ ] で取り出せません", "not a list, so [ ] can't take a part of it"),
    "expression_not_whole": ("整数が必要です", "a whole number expected"),
    "expression_index": (
        "{position} 番目はありません（0 から数えて {size} 個）",
        "there is no place {position} in a list of {size}, counted from 0",
    ),
    "expression_name_taken": (
        "{name} は式の言葉か関数の名前なので使えません",
        "{name} is a word or a function of expressions; choose another name",
    ),
    "expression_name_twice": ("{name} は given にもあります", "{name} is in given too"),
    "expression_answer_kind": ("{kind} の値ではありません", "not the value of a {kind}"),
    "expression_template": (
        "式の答えに入れる {{{{{name}}}}} は 1 つの数でなければなりません",
        "{{{{{name}}}}} in a formula must be a single number",
    ),
    "answer_shown": ("問題文が答え {{{{answer}}}} を示しています", "the stem shows the answer, {{{{answer}}}}"),
}
