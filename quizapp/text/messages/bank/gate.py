"""What the gate of questions with fresh numbers finds."""

CATALOG: dict[str, tuple[str, str]] = {
    "error": ("エラー", "error"),
    "warning": ("警告", "warning"),
    "stress_nothing": ("数を引く問題はありません", "no question draws numbers of its own"),
    "stress_longer": (
        "調べる数を減らすには --seeds、時間を延ばすには --seconds を付けます",
        "(--seeds asks for fewer variants, --seconds gives more time)",
    ),
    "share_under": ("{share:.0%} 未満", "under {share:.0%}"),
    "share_over": ("{share:.0%} を超える割合", "over {share:.0%}"),
    "stress_condition": (
        "引いた数の {share} で条件「{text}」が成り立たず、引き直します。given の範囲を条件に近づけてください",
        "in {share} of the draws the condition `{text}` is false, and other numbers are drawn: "
        "bring the ranges in given nearer to it",
    ),
    "stress_no_value": (
        "引いた数の {share} で「{text}」の値がありません（{reason}）。そのような数を避ける条件を where "
        "に足してください",
        "in {share} of the draws `{text}` has no value ({reason}): add a condition to where that keeps such numbers "
        "away",
    ),
    "stress_no_value_always": (
        "どの数を引いても「{text}」の値がありません（{reason}）。この式を直してください",
        "whatever is drawn, `{text}` has no value ({reason}): mend this expression",
    ),
    "stress_no_key": (
        "引いた数の {share} で、式「{text}」は variables の範囲に値がほとんどなく、答えを判定できません。"
        "given か variables の範囲を直すか、そのような数を避ける条件を where に足してください",
        "in {share} of the draws the formula `{text}` has hardly a value in the ranges of its variables, so that no "
        "answer can be judged: change the ranges in given or variables, "
        "or add a condition to where that keeps such numbers away",
    ),
    "stress_no_key_unreadable": (
        "引いた数の {share} で、式「{text}」に照らして答えを判定できません（{reason}）。式を直してください",
        "in {share} of the draws no answer can be judged against the formula `{text}` ({reason}): mend the formula",
    ),
    "stress_no_key_always": (
        "どの数を引いても、式「{text}」は variables の範囲に値がほとんどなく、答えを判定できません。"
        "式か variables の範囲を直してください",
        "whatever is drawn, the formula `{text}` has hardly a value in the ranges of its variables, so that no answer "
        "can be judged: mend the formula or the ranges",
    ),
    "stress_verify_always": (
        "どの数を引いても、verify の「{text}」に値がありません（{reason}）。verify を書き直してください",
        "whatever is drawn, `{text}`, the second route, has no value ({reason}): write verify otherwise",
    ),
    "stress_verify": (
        "引いた数の {share} で、verify の「{text}」に値がありません（{reason}）。"
        "verify を書き直すか、そのような数を避ける条件を where に足してください",
        "in {share} of the draws `{text}`, the second route, has no value ({reason}): write verify otherwise, "
        "or add a condition to where that keeps such numbers away",
    ),
    "stress_expression": (
        "式「{text}」を計算できません: {reason}",
        "the expression `{text}` can't be computed: {reason}",
    ),
    "stress_mistake_right": (
        "引いた数の {share} で、誤り {name}（{text}）も正解になります。そのような数は使わず、引き直します",
        "in {share} of the draws the mistake {name} (`{text}`) is also right; such numbers are not used, "
        "and others are drawn",
    ),
    "stress_tolerance_whole_number": (
        "答えは整数で、許容誤差 {allowed:g} のために {value:g} のほかに {other:g} なども正解になります。"
        "誤りが正解と区別できないのはこのためです。kind: count にしてください",
        "the answers are whole numbers, and within {allowed:g} of {value:g} others such as {other:g} are right too, "
        "which is why mistakes can't be told from the answer: write kind: count",
    ),
    "stress_tolerance_whole": (
        "答えは整数で、許容誤差 {allowed:g} のために {value:g} のほかに {other:g} なども正解になります。"
        "誤りが正解と区別できないのはこのためです。answer に relative: 0 と absolute: 0.5 を書いてください",
        "the answers are whole numbers, and within {allowed:g} of {value:g} others such as {other:g} are right too, "
        "which is why mistakes can't be told from the answer: write relative: 0 and absolute: 0.5 in answer",
    ),
    "stress_mistake_right_always": (
        "誤り {name}（{text}）は、使える数の {share} で正解と区別できません。この誤りの value を直してください",
        "for {share} of the usable numbers the mistake {name} (`{text}`) is right: give it another value",
    ),
    "stress_where": (
        "誤りが正解になる数をはじめから引かないようにするには、where: "
        "全体を次のものに置き換えてください（そのまま貼れます）",
        "so that numbers for which a mistake is right are not drawn at all, "
        "put this in place of the whole of where: (it can be pasted as it stands)",
    ),
    "stress_where_new": (
        "誤りが正解になる数をはじめから引かないようにするには、given: の前に次の行を加えてください（そのまま貼れます）",
        "so that numbers for which a mistake is right are not drawn at all, "
        "add these lines before given: (they can be pasted as they stand)",
    ),
    "stress_where_long": (
        "誤りが正解になる数を引かないようにする条件が長くなりすぎます。長い式を let に分けてください",
        "the condition that keeps away numbers for which a mistake is right would be too long: "
        "divide the long expressions with let",
    ),
    "stress_mistakes_same": (
        "引いた数の {share} で、誤り {first} と {name} が同じ値になります。一方の value を変えるか、"
        "一方を消してください",
        "in {share} of the draws the mistakes {first} and {name} come to the same: "
        "give one of them another value, or take it out",
    ),
    "stress_tie": (
        "使える数の {share} で、答えが小数 {decimals} 桁のちょうど中間（次の桁が 5 で終わる）になり、"
        "丸め方で最後の桁が変わります。answer の decimals か given の step を変えてください",
        "for {share} of the usable numbers the answer ends in a 5 just behind the {decimals} "
        "{decimals:decimal|decimals} asked for, so that its last digit depends on the rule of rounding: "
        "change decimals in answer, or a step in given",
    ),
    "stress_tie_default": (
        "使える数の {share} で、答えが小数 {decimals} 桁（decimals がないときの桁数）のちょうど中間になり、"
        "丸め方で最後の桁が変わります。answer に decimals を書くか、given の step を変えてください",
        "for {share} of the usable numbers the answer ends in a 5 just behind {decimals} {decimals:decimal|decimals} "
        "(as many as without `decimals`), so that its last digit depends on the rule of rounding: write decimals in "
        "answer, or change a step in given",
    ),
    "stress_budget": (
        "計算に {seconds:.0f} 秒かかったところで打ち切りました。{seeds} 問分のうち {held} 問分を調べ終えています。"
        "条件をゆるめるか、式を軽くしてください",
        "given up after {seconds:.0f} s of computing, with {held} of {seeds} variants checked: "
        "make the conditions easier to meet, or the expressions lighter",
    ),
    "stress_budget_none": (
        "計算に {seconds:.0f} 秒かかったところで打ち切りました。数を {draws} 回引きましたが、"
        "調べ終えた問題はまだありません。条件をゆるめるか、式を軽くしてください",
        "given up after {seconds:.0f} s of computing: numbers were drawn {draws} {draws:time|times}, and no variant "
        "has been checked yet. Make the conditions easier to meet, or the expressions lighter",
    ),
    "stress_budget_begin": (
        "計算に {seconds:.0f} 秒かかったところで打ち切りました。まだ何も調べていません。式を軽くしてください",
        "given up after {seconds:.0f} s of computing, before anything was checked: make the expressions lighter",
    ),
    "stress_slowest": (
        "時間の {share} が「{text}」にかかっています",
        "{share} of the time went into `{text}`",
    ),
    "stress_acceptance": (
        "引いた数のうち使えるのは {usable:.1%} だけです（5% 以上必要）。given の範囲を条件に近づけてください",
        "only {usable:.1%} of the draws can be used (at least 5% must be): "
        "bring the ranges in given nearer to the conditions",
    ),
    "stress_acceptance_none": (
        "どの数を引いても使えません。条件と、誤りの値を見直してください",
        "no draw can be used at all: look at the conditions, and at the values of the mistakes",
    ),
    "stress_acceptance_no_value": (
        "引いた数のほとんどで式の値がありません（使えるのは {usable:.1%}、5% 以上必要）。下に挙げる式を直してください",
        "most draws can't be used ({usable:.1%} can, and at least 5% must be), because an expression has no value: "
        "mend the one that is named below",
    ),
    "stress_acceptance_no_value_none": (
        "どの数を引いても式の値がありません。下に挙げる式を直してください",
        "no draw can be used at all, because an expression has no value: mend the one that is named below",
    ),
    "stress_undrawn": (
        "{share} の問題で、{attempts} 回引いても使える数が見つかりません。given の範囲を条件に近づけてください",
        "for {share} of the variants {attempts} draws gave no numbers that can be used: "
        "bring the ranges in given nearer to the conditions",
    ),
    "stress_distinct_variants": (
        "{seeds} 回引いても、異なる問題は {distinct} 通りだけです。given の範囲を広げてください",
        "{seeds} {seeds:draw gives|draws give} only {distinct} different {distinct:variant|variants}: "
        "widen the ranges in given",
    ),
    "stress_constant_guess": (
        "いつも {guess} と答えるだけで、{share} の問題に正解できます。given の範囲を広げるか、理由を添えて waive "
        "してください",
        "whoever always answers {guess} is right for {share} of the variants: "
        "widen given, or waive the rule with a reason",
    ),
    "stress_values": (
        "答えが負になることがないので、負の選択肢は計算しなくても消せます。"
        "答えが取りうる値を answer の values に書いてください（例 values: nonnegative）",
        "no answer is negative, so that a negative choice is ruled out without calculating: "
        "say in answer what values it can have (`values: nonnegative`)",
    ),
    "stress_second_route": (
        "引いた数の {share} で verify が答えと一致しません。例: {given} のとき、答えは {answer}、verify は {other}",
        "in {share} of the draws verify is not the answer; with {given} the answer is {answer} and verify is {other}",
    ),
    "stress_last_step": (
        "引いた数の {share} で、最後の手順 {name} が答えで終わりません。例: {given} のとき、答えは {answer}、"
        "手順は {tex}。"
        "value か tex を答えで終えてください",
        "in {share} of the draws the last step, {name}, does not end in the answer; with {given} the answer is "
        "{answer} and the step is {tex}: end its value or tex with the answer",
    ),
    "stress_last_step_formula": (
        "引いた数の {share} で、最後の手順 {name} に答えの式がありません。例: {given} のとき、答えは {answer}、"
        "手順は {tex}",
        "in {share} of the draws the last step, {name}, does not show the answer; with {given} the answer is "
        "{answer} and the step is {tex}",
    ),
    "stress_two_signs": (
        "引いた数の {share} で、手順 {name} に符号が 2 つ並びます（{tex}）。負になる数は括弧に入れてください",
        "in {share} of the draws two signs stand side by side in the step {name} ({tex}): "
        "put a number that can be negative in parentheses",
    ),
    "stress_readable_answer_large": (
        "引いた数の {share} で答えが大きすぎます（例: {given} のとき {value}）。given の範囲を狭めてください",
        "in {share} of the draws the answer is too large to read (with {given} it is {value}): narrow the ranges in "
        "given",
    ),
    "stress_readable_answer_zero": (
        "引いた数の {share} で、0 でない答えが 0 と表示されます（例: {given} のとき {value}、小数 {decimals} 桁）。"
        "answer の decimals を増やすか、条件を足してください",
        "in {share} of the draws an answer that is not 0 is shown as 0 (with {given} it is {value}, and answer has "
        "`decimals: {decimals}`): give it more decimals, or add a condition",
    ),
    "stress_readable_numbers_many": (
        "示す数が {count} 個あります（{most} 個まで）。given の shape を小さくしてください",
        "{count} numbers are shown, and {most} can be: make the shapes in given smaller",
    ),
    "stress_readable_numbers_long": (
        "引いた数の {share} で、示す数が長すぎます（例 {value}、{most} 桁まで）。given の step を粗くしてください",
        "in {share} of the draws a number is too long to copy ({value}; at most {most} digits): "
        "take larger steps in given",
    ),
    "stress_plain_values_decimals": (
        "given の {name} の小数が長すぎます（例 {value}、小数 {most} 桁まで）。step か choices を直してください",
        "{name} in given has too many decimals ({value}; at most {most}): change its step or choices",
    ),
    "stress_plain_values_large": (
        "given の {name} が大きすぎます（例 {value}、{most} 未満）。範囲を狭めてください",
        "{name} in given is too large ({value}; it must be below {most}): narrow its range",
    ),
    "stress_right_answer": (
        "引いた数の {share} で、答え {answer} をそのまま入力しても正解になりません。"
        "answer の decimals、relative、absolute を見直してください",
        "in {share} of the draws the answer typed as it is printed ({answer}) is not judged right: "
        "look at decimals, relative and absolute in answer",
    ),
    "stress_mistakes_wrong": (
        "引いた数の {share} で、誤り {name} の値 {value} が誤答と判定されません。この誤りの value を見直してください",
        "in {share} of the draws the value of the mistake {name}, {value}, is not judged wrong: look at its value",
    ),
    "stress_mistakes_wrong_right": (
        "引いた数の {share} で、誤り {name} の値 {value} が正解と判定されます（例: {given}）。"
        "この誤りの value を直すか、そのような数を避ける条件を where に足してください",
        "in {share} of the draws the value of the mistake {name}, {value}, is judged right (with {given}): give it "
        "another value, or add a condition to where that keeps such numbers away",
    ),
    "stress_mistakes_traced": (
        "引いた数の {share} で、誤り {name} の値 {value} が別の誤り {other} と判定されます。"
        "一方の value を変えるか、一方を消してください",
        "in {share} of the draws the value of the mistake {name}, {value}, is taken for the mistake {other}: "
        "give one of them another value, or take it out",
    ),
    "stress_mistakes_traced_none": (
        "引いた数の {share} で、誤り {name} の値 {value} がどの誤りとも判定されません。この誤りの value "
        "を見直してください",
        "in {share} of the draws the value of the mistake {name}, {value}, is not recognized: look at its value",
    ),
    "stress_possible_values": (
        "引いた数の {share} で、答え {answer} が values: {allowed} に反します。answer の values を直してください",
        "in {share} of the draws the answer {answer} is not as `values: {allowed}` says: change values in answer",
    ),
    "stress_possible_values_choice": (
        "引いた数の {share} で、四択の選択肢が values: {allowed} に反します（答えは {answer}）。answer の values "
        "を直してください",
        "in {share} of the draws one of the four choices is not as `values: {allowed}` says (the answer is {answer}): "
        "change values in answer",
    ),
    "stress_rank": (
        "四択にすると、正解の大きさの順位が偏ります（小さい方から 1〜4 番目になった回数: {ranks}）。"
        "正解の反対側に外れる誤りを足してください",
        "among four choices the key's rank by size is uneven (from the smallest to the largest, it was there "
        "{ranks} times): add mistakes that err the other way",
    ),
    "stress_length": (
        "四択にすると、いちばん長い選択肢を選ぶだけで {share} の問題に正解できます。"
        "正解と同じくらいの長さになる誤りを足してください",
        "among four choices whoever takes the longest is right for {share} of the variants: "
        "add mistakes that are printed about as long as the key",
    ),
    "stress_length_shortest": (
        "四択にすると、いちばん短い選択肢を選ぶだけで {share} の問題に正解できます。"
        "正解と同じくらいの長さになる誤りを足してください",
        "among four choices whoever takes the shortest is right for {share} of the variants: "
        "add mistakes that are printed about as long as the key",
    ),
    "stress_family": (
        "組み込みの計算問題 {family} が {share} の問題で検査に通りません。問題ファイルではなくプログラムの誤りです。"
        "quizapp calc stress {family} の結果を添えてお知らせください",
        "the built-in family {family} fails the gate for {share} of the variants: that is a fault of the program and "
        "not "
        "of the question file; please report it with what quizapp calc stress {family} prints",
    ),
    "stress_failed": (
        "引いた数の {share} で、プログラムの誤りのために調べられませんでした。次の文を添えてお知らせください: {reason}",
        "in {share} of the draws the program failed; please report it: {reason}",
    ),
    "stress_rule": (
        "引いた数の {share} で、プログラムの規則に反します。次の文を添えてお知らせください: {rule}: {detail}",
        "{share} of the draws are against a rule of the program; please report it: {rule}: {detail}",
    ),
}
