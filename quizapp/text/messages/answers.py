"""Why an answer could not be read, or what is off before its values are looked at: a message for each fault's code."""

CATALOG: dict[str, tuple[str, str]] = {
    # The text as a whole
    "empty": ("答えが入力されていません。", "Nothing has been typed yet."),
    "too_long": (
        "答えが長すぎます（{got}文字）。{most}文字以内で入力してください。",
        "The answer is too long ({got} characters). Keep it within {most}.",
    ),
    "too_complex": (
        "式が複雑すぎて読めません。途中まで計算して、短くしてください。",
        "The formula is too complex to read. Work part of it out and shorten it.",
    ),
    # Signs and digits
    "control_character": (
        "目に見えない文字（{sign}）が入っています。消してから入力し直してください。",
        "There is an invisible character here ({sign}). Delete it and type again.",
    ),
    "unknown_sign": (
        "「{sign}」は答えに使えません。数字、+ - * / ^、括弧、√、変数名、関数名で書いてください。",
        "“{sign}” can't be used in an answer. Use digits, + - * / ^, brackets, √, variables and functions.",
    ),
    "foreign_digit": (
        "「{sign}」は数字として読めません。0〜9 で入力してください（分数は 1/2 のように書きます）。",
        "“{sign}” can't be read as a digit. Type 0–9, and fractions as 1/2.",
    ),
    "digit_separator": (
        "数字の区切りに _ は使えません。1000 のように続けて書いてください。",
        "Digits can't be separated by _. Write them together, as in 1000.",
    ),
    "extra_point": (
        "1 つの数に小数点が 2 つあります。小数点を 1 つにしてください。",
        "One number has two decimal points. Keep one of them.",
    ),
    "not_finite": (
        "「{sign}」は有限の数ではありません。有限の値で答えてください。",
        "“{sign}” is not a finite number. Answer with a finite value.",
    ),
    # What stands where it cannot be read
    "unexpected_sign": (
        "ここに「{sign}」があると読めません。余分なら消し、足りないものがあれば補ってください。",
        "“{sign}” can't be read here. Remove it, or add what is missing around it.",
    ),
    "missing_operand": (
        "「{sign}」のところで数や式が足りません。補うか、「{sign}」を消してください。",
        "A number or formula is missing at “{sign}”. Add it, or remove the sign.",
    ),
    "missing_operator": (
        "数や式が演算記号なしで並んでいます。間に + - * / を入れてください（1と1/2 は 1+1/2 と書きます）。",
        "Two values stand side by side. Put + - * / between them (one and a half is 1+1/2).",
    ),
    "unclosed_bracket": (
        "括弧「{sign}」が閉じられていません。対応する閉じ括弧を入れてください。",
        "The bracket “{sign}” is not closed. Add the bracket that closes it.",
    ),
    "unopened_bracket": (
        "閉じ括弧「{sign}」に対応する開き括弧がありません。開き括弧を補うか、消してください。",
        "The bracket “{sign}” was never opened. Add the opening bracket, or remove this one.",
    ),
    "unclosed_bar": (
        "絶対値の「|」が閉じられていません。|x| または abs(x) と書いてください。",
        "The bar “|” is not closed. Write |x| or abs(x).",
    ),
    "equals_sign": (
        "「=」は要りません。右辺だけを入力してください。",
        "No “=” is needed. Type the right-hand side only.",
    ),
    "one_value_expected": (
        "答えは 1 つの数です。「{sign}」を使わずに、数を 1 つだけ入力してください。",
        "The answer is one number. Type a single number, without “{sign}”.",
    ),
    # Names and functions
    "unknown_name": (
        "「{name}」は読めません。数で答えてください。単位は要りません。使える名前は pi、e、sqrt、ln、log2 などです。",
        "“{name}” can't be read. Answer with a number and no unit. You may use pi, e, sqrt, ln, log2 and the like.",
    ),
    "unknown_variable": (
        "「{name}」という変数や関数はこの問題にありません。使える変数は {variables} です（掛け算は * と書けます）。",
        "There is no variable or function “{name}” here. The variables are {variables}; write products with *.",
    ),
    "function_alone": (
        "「{function}」の引数がありません。{function}(…) のように括弧に入れて書いてください。",
        "“{function}” has no argument. Write it with brackets: {function}(…).",
    ),
    "argument_count": (
        "{function} の引数の数が違います（必要 {expected}、入力 {got}）。括弧の中を直してください。",
        "{function} takes {expected} argument(s), but {got} stand here. Correct what is in the brackets.",
    ),
    # What could be read in two ways
    "ambiguous_comma": (
        "コンマが小数点か桁区切りか分かりません。1.5 や 1234 のように、コンマを使わずに書いてください。",
        "This comma may be a decimal point or separate thousands. Write 1.5 or 1234, without a comma.",
    ),
    "ambiguous_division": (
        "割り算がどこまで掛かるか分かりません。(1/2)*x または 1/(2*x) のように書いてください。",
        "It is not clear how far the division reaches. Write (1/2)*x or 1/(2*x).",
    ),
    "ambiguous_product": (
        "積の値か形状か分かりません。形状なら 3x32x32 や (3, 32, 32)、1 次元なら (96,) のように書いてください。",
        "This may be a product or a shape. Write a shape as 3x32x32 or (3, 32, 32), and one of a single axis as (96,).",
    ),
    "inverse_function": (
        "{function} の −1 乗は、逆数か逆関数か分かりません。逆数なら 1/{function}(x) と書いてください。",
        "{function} to the power −1 may be its reciprocal or its inverse. Write the reciprocal as 1/{function}(x).",
    ),
    "needs_brackets": (
        "どこまでが指数や引数か分かりません。e^(2x)、sin(2x)、√(2x) のように括弧を付けてください。",
        "It is not clear where the exponent or argument ends. Use brackets, as in e^(2x), sin(2x), √(2x).",
    ),
    # Values
    "division_by_zero": ("0 で割っています。式を見直してください。", "This divides by 0. Check the formula."),
    "undefined": (
        "ここの {function} は実数の範囲で値がありません。式を見直してください。",
        "Here {function} has no real value. Check the formula.",
    ),
    "too_large": (
        "値が大きすぎて計算できません。式や指数を見直してください。",
        "The value is too large to compute. Check the formula and its exponents.",
    ),
    "too_small": (
        "数が 0 に近すぎて読めません。指数を見直してください。",
        "The number is too close to 0 to be read. Check its exponent.",
    ),
    # Arrays
    "missing_cell": (
        "値が抜けているところがあります。すべての値を入力してください。",
        "A value is missing here. Fill in every value.",
    ),
    "mixed_separators": (
        "区切り方が混ざっています。1 行の中はコンマだけ、または空白だけで区切ってください。",
        "The separators are mixed. Within a row use commas only, or spaces only.",
    ),
    "ragged_rows": (
        "{row} 行目の値は {got} 個ですが、1 行目は {expected} 個です。どの行も同じ個数にしてください。",
        "Row {row} has {got} value(s), the first row has {expected}. Give every row the same number.",
    ),
    "deep_array": (
        "括弧や行の入れ子が深すぎます。ベクトルは [1, 2, 3]、行列は [1, 2; 3, 4]、形状は 3x32x32 と書いてください。",
        "The brackets or rows are nested too deeply. Write a vector as [1, 2, 3], a matrix as [1, 2; 3, 4], "
        "a shape as (3, 32, 32).",
    ),
    "wrong_shape": (
        "形が違います（入力は {got}、正しくは {expected}）。値を見る前に、行と列の数を確かめましょう。",
        "The shape is wrong: yours is {got}, it should be {expected}. Settle rows and columns before the values.",
    ),
    "wrong_rank": (
        "次元の数が違います（入力は {got}、正しくは {expected}）。どの軸があるかを確かめましょう。",
        "The number of axes is wrong: yours is {got}, it should be {expected}. Check which axes there are.",
    ),
    # Choices
    "nothing_chosen": ("選択肢を選んでください。", "Choose an option first."),
}
