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
    "unfinished_exponent": (
        "「e」の後の指数がありません。1e-3 のように続けるか、自然対数の底なら 1*e と書いてください。",
        "The exponent after “e” is missing. Write 1e-3, or 1*e for Euler's number.",
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
        "「{name}」は読めません。単位を付けずに数だけを入力してください。使える名前は pi、e、sqrt、ln、log2 などです。",
        "“{name}” can't be read. Type numbers only, without units. You may use pi, e, sqrt, ln, log2 and the like.",
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
        "{function} takes {expected} {expected:argument|arguments}, but {got} {got:stands|stand} here. Correct what is "
        "in the brackets.",
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
    "ambiguous_percent": (
        "% がどこまで掛かるか分かりません。(3/8)% または 3/(8%) のように括弧を付けてください。",
        "It is not clear what the % belongs to. Use brackets, as in (3/8)% or 3/(8%).",
    ),
    "repeated_percent": ("% が続いています。1 つにしてください。", "There is more than one %. Keep one."),
    "ambiguous_minus": (
        "ここが 1 つの差か、2 つの値か分かりません。値の間をコンマで区切るか、1-1 のように空白なしで書いてください。",
        "This may be one difference or two values. Separate values with commas, or write 1-1 without spaces.",
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
    "already_given": (
        "問題文に示されている式のままです。別の形に変形して答えてください（誤りにはなりません）。",
        "This is only what the question already gives. Bring it into another form; this doesn't count as wrong.",
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
        "Row {row} has {got} {got:value|values}, the first row has {expected}. Give every row the same number.",
    ),
    "deep_array": (
        "括弧や行の入れ子が深すぎます。ベクトルは [1, 2, 3]、行列は [1, 2; 3, 4]、形状は 3x32x32 と書いてください。",
        "The brackets or rows are nested too deeply. Write a vector as [1, 2, 3], a matrix as [1, 2; 3, 4], "
        "a shape as (3, 32, 32).",
    ),
    "wrong_shape": (
        "形が違います（入力は {got}、正しくは {expected}）。値を見る前に、行と列の数を確かめましょう。",
        "The shape is wrong: yours is {got}, it should be {expected}. Check rows and columns before the values.",
    ),
    "wrong_length": (
        "値の個数が違います（入力は {got} 個、正しくは {expected} 個）。",
        "The number of values is wrong: yours is {got}, it should be {expected}.",
    ),
    "wrong_rank": (
        "次元の数が違います（入力は {got}、正しくは {expected}）。どの軸があるかを確かめましょう。",
        "The number of axes is wrong: yours is {got}, it should be {expected}. Check which axes there are.",
    ),
    # Choices
    "nothing_chosen": ("選択肢を選んでください。", "Choose an option first."),
    # Units
    "unknown_unit": (
        "単位「{unit}」はこの問題の単位ではありません。{units} に直すか、単位を付けずに入力してください。",
        "“{unit}” is not the unit of this question. Convert to {units}, or type the number without a unit.",
    ),
    "unit_place": (
        "単位「{unit}」は数の直後に 1 回だけ、括弧の外に書いてください（付けなくてもかまいません）。",
        "Write the unit “{unit}” once, behind the number and outside brackets, or leave it out.",
    ),
    # Code that cannot be read
    "code_sign": (
        "「{sign}」はコードの式に使えません。この問題では 1 つの式だけを入力します。",
        "“{sign}” can't be used here. Type a single expression.",
    ),
    "code_power": (
        "Python では ^ はべき乗ではありません。べき乗は ** と書いてください。",
        "In Python ^ is not a power. Write powers with **.",
    ),
    "code_syntax": (
        "ここが Python の式として読めません。前後の記号を見直してください。",
        "This can't be read as a Python expression. Check the signs around it.",
    ),
    "code_statement": (
        "「{word}」は使えません。空欄に入るのは 1 つの式だけで、文や内包表記は書けません。",
        "“{word}” can't be used. The blank takes one expression, no statements or comprehensions.",
    ),
    "code_construct": (
        "「{word}」はここでは使えません。関数の呼び出し、演算、添字で書いてください。",
        "“{word}” can't be used here. Write with function calls, operators and subscripts.",
    ),
    "code_text": (
        "文字列はここでは使えません。",
        "A string can't be used here.",
    ),
    "code_chained": (
        "比較を続けて書けません。(0 < x) & (x < 1) のように、比較を 1 つずつ括弧に入れて & でつないでください。",
        "Comparisons can't be chained. Bracket each one and join them with &, as in (0 < x) & (x < 1).",
    ),
    "code_name": (
        "「{name}」という名前はこのリストにありません。使える名前: {names}",
        "There is no name “{name}” in this listing. The names are: {names}",
    ),
    "code_module": (
        "「{name}」だけでは値になりません。{name}.exp(x) のように関数名まで書いてください。",
        "“{name}” alone is no value. Name a function of it, as in {name}.exp(x).",
    ),
    "code_function": (
        "関数「{name}」は使えません。綴りを確かめるか、ほかの関数で書いてください。",
        "The function “{name}” can't be used. Check its spelling, or write it with other functions.",
    ),
    "code_attribute": (
        "「.{name}」は使えません。配列の属性やメソッドの綴りを確かめてください。",
        "“.{name}” can't be used. Check the spelling of the array's attribute or method.",
    ),
    "code_uncalled": (
        "{function} は関数です。{function}(…) のように括弧を付けて呼び出してください。",
        "{function} is a function. Call it with brackets: {function}(…).",
    ),
    "code_not_called": (
        "「{name}」は関数ではないので呼び出せません。括弧を外すか、掛け算なら * を入れてください。",
        "“{name}” is no function and can't be called. Drop the brackets, or put * for a product.",
    ),
    "code_random": (
        "「{name}」は乱数を使うため、答えに書けません。",
        "“{name}” draws random numbers, so it can't stand in an answer.",
    ),
    "code_keyword": (
        "{function} に「{keyword}」という引数は指定できません。",
        "{function} takes no argument named “{keyword}” here.",
    ),
    "code_arguments": (
        "{function} の引数の数や組み合わせが合いません（入力 {got} 個）。",
        "The arguments of {function} don't fit ({got} given).",
    ),
    "code_type": (
        "ここには型を書きます。float、int、bool、np.float32 などが使えます。",
        "A type is expected here: float, int, bool, np.float32 and the like.",
    ),
    "code_boolean": (
        "配列に {word} は使えません。要素ごとの論理演算は {instead} で、比較を括弧に入れて書いてください。",
        "{word} does not work on arrays. Use {instead} element by element, with comparisons in brackets.",
    ),
    "code_condition": (
        "if の条件が配列です。要素ごとに選ぶには np.where(条件, a, b) と書いてください。",
        "The condition of this if is an array. To choose element by element write np.where(condition, a, b).",
    ),
    "code_too_large": (
        "ここで作られる配列や数が大きすぎて計算できません。大きさや指数を見直してください。",
        "The array or number made here is too large to compute. Check sizes and exponents.",
    ),
    "code_unsupported": (
        "この書き方（{what}）には採点が対応していません。誤りとはしないので、ほかの書き方で答えてください。",
        "This form ({what}) can't be judged here. It doesn't count as wrong; please write it in another way.",
    ),
    # Code that stops with an error
    "code_not_real": (
        "ここの値は実数になりません。",
        "Here the value is not a real number.",
    ),
    "code_shapes": (
        "形が合わず、エラーになります（{shapes}）。変数の大きさは {sizes} です。",
        "This stops with an error: the shapes don't fit ({shapes}). The sizes are {sizes}.",
    ),
    "code_inner_sizes": (
        "行列積の内側の大きさが合わず、エラーになります（{left} と {right}）。変数の大きさは {sizes} です。",
        "This stops with an error: the inner sizes of the product differ ({left} and {right}). The sizes are {sizes}.",
    ),
    "code_scalar_product": (
        "@ は数（0 次元）には使えず、エラーになります。* で掛けてください。",
        "This stops with an error: @ does not work on plain numbers. Multiply with *.",
    ),
    "code_join": (
        "つなぐ配列の形が合わず、エラーになります（{shapes}）。変数の大きさは {sizes} です。",
        "This stops with an error: arrays of these shapes can't be joined ({shapes}). The sizes are {sizes}.",
    ),
    "code_split": (
        "形 {got} の配列は {parts} 個に分けられず、エラーになります。変数の大きさは {sizes} です。",
        "This stops with an error: {got} can't be split into {parts}. The sizes are {sizes}.",
    ),
    "code_reshape": (
        "形 {got}（要素 {size} 個）を {shape} に変形できず、エラーになります。変数の大きさは {sizes} です。",
        "This stops with an error: {got} ({size} {size:element|elements}) can't be reshaped to {shape}. The sizes "
        "are {sizes}.",
    ),
    "code_axis": (
        "その軸は形 {got} の配列にないため、エラーになります。軸は 0 から数えます。",
        "This stops with an error: an array of shape {got} has no such axis. Axes are counted from 0.",
    ),
    "code_axes": (
        "軸の並び {axes} が形 {got} の配列に合わず、エラーになります。",
        "This stops with an error: the order of axes {axes} doesn't fit an array of shape {got}.",
    ),
    "code_index": (
        "添字が範囲の外にあるか、数が多すぎて、エラーになります（対象は {got}）。変数の大きさは {sizes} です。",
        "This stops with an error: the index is out of range or has too many parts (of {got}). The sizes are {sizes}.",
    ),
    "code_index_kind": (
        "添字には整数かブール値を使います。{got} は使えず、エラーになります。",
        "This stops with an error: an index is a whole number or a mask, not {got}.",
    ),
    "code_ragged": (
        "行の長さがそろっていないため、配列にできずエラーになります。",
        "This stops with an error: rows of different lengths make no array.",
    ),
    "code_not_array": (
        "{got} は数の配列として計算できません。",
        "{got} can't be computed with as an array of numbers.",
    ),
    "code_not_several": (
        "ここには配列の組が要ります（入力は {got}）。(a, b) のように括弧に入れて渡してください。",
        "Several arrays are expected here, not {got}. Pass them in brackets, as (a, b).",
    ),
    "code_not_whole": (
        "{what} には整数が要ります（入力は {got}）。",
        "{what} takes a whole number, not {got}.",
    ),
    "code_not_scalar": (
        "{what} には 1 つの数が要ります（入力は {got}）。配列には np. の関数を使ってください。",
        "{what} takes one number, not {got}. Use NumPy's function for arrays.",
    ),
    "code_not_mask": (
        "&、|、~ やマスクにはブール値の配列が要ります。比較は括弧に入れてください。",
        "&, |, ~ and masks take arrays of truth values. Put comparisons in brackets.",
    ),
    "code_mask_arithmetic": (
        "ブール値の配列に「{sign}」は使えず、エラーになります。否定は ~ です。",
        "This stops with an error: “{sign}” does not work on truth values. Negate a mask with ~.",
    ),
    "code_not_square": (
        "正方行列ではないため、エラーになります（形は {got}）。",
        "This stops with an error: the matrix is not square ({got}).",
    ),
    "code_needs_axes": (
        "ここには軸のある配列が要ります。1 つの数では、エラーになります。",
        "This stops with an error: an array with at least one axis is expected, not a plain number.",
    ),
    "code_argument": (
        "引数 {what} の値が使えず、エラーになります（{got}）。",
        "This stops with an error: the argument {what} can't be {got}.",
    ),
    "code_negative_size": (
        "大きさに負の数は使えず、エラーになります。",
        "This stops with an error: a size can't be negative.",
    ),
    "code_negative_power": (
        "整数の配列の負のべき乗は NumPy ではエラーになります。1 / x ** 2 や 2.0 ** x のように書いてください。",
        "This stops with an error: NumPy has no negative powers of whole numbers. Write 1 / x ** 2 or 2.0 ** x.",
    ),
    "code_empty_array": (
        "要素のない配列からは値を計算できません。",
        "Nothing can be computed from an array without elements.",
    ),
    "code_division": (
        "0 で割るため、エラーになります。",
        "This stops with an error: it divides by 0.",
    ),
    "code_axis_twice": (
        "同じ軸を 2 回指定しているため、エラーになります。",
        "This stops with an error: the same axis is named twice.",
    ),
    "code_squeeze": (
        "大きさが 1 でない軸は取り除けず、エラーになります（形は {got}）。",
        "This stops with an error: only axes of size 1 can be squeezed (the shape is {got}).",
    ),
    "code_singular": (
        "逆行列のない行列（特異行列）のため、エラーになります。",
        "This stops with an error: the matrix is singular and has no inverse.",
    ),
    "code_norm": (
        "このノルムの種類（ord）や軸は形 {got} の配列に使えず、エラーになります。",
        "This stops with an error: this norm (ord) or these axes don't fit an array of shape {got}.",
    ),
    "code_needs_matrix": (
        "ここには行列（2 次元の配列）が要るため、エラーになります（形は {got}）。",
        "This stops with an error: a matrix (two axes) is expected, not an array of shape {got}.",
    ),
    "code_ranks": (
        "配列の次元の数が合わず、エラーになります（最初の引数は {got}）。",
        "This stops with an error: the numbers of axes don't fit (the first argument is {got}).",
    ),
    "code_error": (
        "ここで NumPy のエラーになります: {reason}",
        "This stops with an error of NumPy: {reason}",
    ),
    # Code with other values than the right one
    "code_wrong_shape": (
        "結果の形が違います（入力 {got}、正しくは {expected}）。変数の大きさが {sizes} の場合です。",
        "The result has the wrong shape: {got}, it should be {expected}, for sizes {sizes}.",
    ),
    "code_wrong_kind": (
        "結果の型が違います（入力 {got}、正しくは {expected}）。",
        "The result is of the wrong kind: {got}, it should be {expected}.",
    ),
    "code_wrong_value": (
        "値が違います。例えば大きさが {sizes} のとき、位置 {place} は {got} ですが、正しくは {expected} です。",
        "The values differ. For sizes {sizes}, for example, the element at {place} is {got} and should be {expected}.",
    ),
    "code_wrong_scalar": (
        "値が違います。例えば大きさが {sizes} のとき、{got} になりますが、正しくは {expected} です。",
        "The value differs. For sizes {sizes}, for example, it is {got} and should be {expected}.",
    ),
    # What is off with a wrong value that no named mistake leads to
    "diagnosis_two_mistakes": (
        "2 つの間違いが重なった値になっています。",
        "This is the value that two mistakes together lead to.",
    ),
    "diagnosis_sign": (
        "符号が逆です。引く順序やマイナスの付け忘れを確かめましょう。",
        "The sign is flipped. Check the order of a subtraction, or a minus that was left out.",
    ),
    "diagnosis_transposed": (
        "行と列が入れ替わっています（転置）。",
        "Rows and columns are swapped: this is the transpose.",
    ),
    "diagnosis_reversed": (
        "値は合っていますが、並びが逆です。",
        "The values are right, but in reverse order.",
    ),
    "diagnosis_axes_swapped": (
        "大きさは合っていますが、軸の順序が違います。",
        "The sizes are right, but the axes stand in another order.",
    ),
    "diagnosis_reordered": (
        "値は合っていますが、並ぶ順序が違います。",
        "The values are right, but in another order.",
    ),
    "diagnosis_factor_two": (
        "ちょうど 2 倍か半分になっています。係数の 2 や 1/2 を確かめましょう。",
        "This is exactly twice or half the value. Check factors of 2 and 1/2.",
    ),
    "diagnosis_factor_n": (
        "個数で割り忘れているか、余分に割っています。合計と平均のどちらかを確かめましょう。",
        "A division by the number of items is missing or too much. Check whether a sum or a mean is asked for.",
    ),
    "diagnosis_percent": (
        "ちょうど 100 倍か 1/100 です。百分率と小数のどちらで答えるかを確かめましょう。",
        "This is off by a factor of 100. Check whether a percentage or a fraction is asked for.",
    ),
    "diagnosis_log_base": (
        "対数の底が違うようです（ln、log2、log10）。",
        "The base of the logarithm seems to be another one (ln, log2, log10).",
    ),
    "diagnosis_degrees": (
        "度とラジアンを取り違えているようです。",
        "Degrees and radians seem to be mixed up.",
    ),
    "diagnosis_reciprocal": (
        "逆数になっています。割る順序を確かめましょう。",
        "This is the reciprocal. Check what is divided by what.",
    ),
    "diagnosis_complement": (
        "1 から引いた値になっています。どちらの割合が問われているかを確かめましょう。",
        "This is 1 minus the value. Check which of the two shares is asked for.",
    ),
    "diagnosis_squared": (
        "2 乗した値になっています。平方根の取り忘れを確かめましょう。",
        "This is the square of the value. Perhaps a root was left out.",
    ),
    "diagnosis_square_root": (
        "平方根の値になっています。余分に平方根を取っていないか確かめましょう。",
        "This is the square root of the value. Perhaps a root was taken that is not asked for.",
    ),
    "diagnosis_not_normalized": (
        "比は合っていますが、正規化されていません。合計（または長さ）で割りましょう。",
        "The proportions are right, but not normalized. Divide by the sum (or the length).",
    ),
    "diagnosis_off_by_one": (
        "ちょうど 1 違います。端の数え方や +1 を確かめましょう。",
        "This is off by one. Check how the ends are counted, and any +1.",
    ),
    "diagnosis_rounded_early": (
        "近い値ですが、許容範囲の外です。途中の値を丸めすぎていないか確かめましょう。",
        "This is close, but outside the tolerance. Perhaps intermediate values were rounded too early.",
    ),
}
