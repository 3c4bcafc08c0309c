"""What can be wrong with a question file."""

CATALOG: dict[str, tuple[str, str]] = {
    # The reader.
    "unreadable_file": ("ファイルを読めません: {reason}", "the file can't be read: {reason}"),
    "file_too_large": ("ファイルが {limit} KiB を超えています", "the file is larger than {limit} KiB"),
    "not_utf8": ("UTF-8 ではありません。UTF-8 で保存してください", "not UTF-8; save the file as UTF-8"),
    "control_character": (
        "制御文字または見えない文字 {code} があります。取り除いてください",
        "control or invisible character {code}; remove it",
    ),
    "not_yaml": ("YAML として読めません: {reason}", "not valid YAML: {reason}"),
    "yaml_no_colon": (
        "項目は「名前: 値」と書きます。「: 」がないか、前の行の続きになっていません",
        "a field is written `name: value`; here there is no ': '",
    ),
    "yaml_second_colon": (
        "文字列の中に「: 」があります。文字列を引用符で囲むか、| ブロックに書いてください",
        "there is a ': ' inside a text; put the text in quotes or in a | block",
    ),
    "yaml_unclosed_quote": ("引用符 {sign} が閉じられていません", "the quotation mark {sign} is not closed"),
    "yaml_unclosed_list": (
        "[ が ] で閉じられていないか、値の間の , がありません",
        "a [ is not closed by ], or a comma is missing between values",
    ),
    "yaml_unclosed_mapping": (
        "{{ が }} で閉じられていないか、間の , がないか、文字列の中に「: 」や , があります（文字列を引用符で囲む）",
        "a {{ is not closed by }}, a comma is missing, or a text with ': ' or a comma in it has no quotes",
    ),
    "yaml_indent": (
        "字下げがそろっていません。同じ段の項目は同じ深さに、その中身は 2 つ深くします",
        "the indent is uneven: fields of one level begin in one column, and what is inside them two further",
    ),
    "yaml_after_quote": (
        "閉じた引用符のあとに文字があります。' の中の ' は '' と書くか、| ブロックに書いてください",
        "there is text behind a closed quotation mark; write a ' inside '…' twice, or use a | block",
    ),
    "yaml_no_value": ("値がありません", "a value is missing here"),
    "yaml_list_here": (
        "並びの「- 」は、項目名の次の行から字下げして書きます",
        "a list with '- ' begins on the line after its field's name, indented",
    ),
    "yaml_sign": (
        "{sign} で始まる文字列は、引用符で囲むか | ブロックに書いてください",
        "a text that begins with {sign} belongs in quotes or in a | block",
    ),
    "yaml_block_header": (
        "| や > のあとには何も書けません。本文は次の行から字下げして書きます",
        "nothing stands behind | or >; the text begins on the next line, indented",
    ),
    "yaml_tab_in_block": ("字下げにタブは使えません。空白を使ってください", "an indent is made of spaces, not of tabs"),
    "yaml_escape": (
        "二重引用符の中の \\ は別の文字になります。一重引用符か | ブロックに書いてください",
        "inside double quotes a \\ makes another character; use single quotes or a | block",
    ),
    "yaml_no_field": (
        "ここは項目になっていません（字下げが足りないか、「名前: 値」の形でありません）",
        "this is no field: its indent is missing, or it is not of the form `name: value`",
    ),
    "full_width_colon": (
        "「{name}」のあとの「：」が全角です。半角の「: 」（コロンと空白）にしてください",
        "the colon behind {name} is a full-width one; write ': ', a half-width colon and a space",
    ),
    "full_width_space": (
        "全角の空白があります。半角の空白にしてください",
        "this is a full-width space; write a half-width one",
    ),
    "full_width_quote": (
        "引用符 {sign} が全角です。始まりと同じ半角の引用符で閉じてください",
        "the quotation mark {sign} is not the one that the text was begun with; close it with the same half-width one",
    ),
    "full_width_value": (
        "「{field}」: {found} に全角の文字があります。半角にしてください",
        "{field}: there are full-width signs in {found}; write them half-width",
    ),
    "colon_without_space": (
        "「{name}:」のあとに空白がありません",
        "a space is missing behind `{name}:`",
    ),
    "tab_indent": (
        "字下げにタブがあります。空白を使ってください",
        "there is a tab in the indent; use spaces",
    ),
    "several_documents": ("1 ファイルに文書は 1 つです（--- は 1 回まで）", "one document per file (at most one ---)"),
    "directive": ("YAML ディレクティブ（%）は使えません", "YAML directives (%) are not part of the format"),
    "empty_file": ("ファイルが空です", "the file is empty"),
    "alias": ("エイリアス（*名前）は使えません。値を書いてください", "aliases (*name) are not part of the format"),
    "anchor": ("アンカー（&名前）は使えません", "anchors (&name) are not part of the format"),
    "tag": ("タグ（!名前）は使えません", "tags (!name) are not part of the format"),
    "too_deep": ("入れ子が {limit} 段を超えています", "nested more than {limit} levels deep"),
    "key_not_text": ("キーは文字列です", "a key must be text"),
    "merge_key": ("マージキー（<<）は使えません", "merge keys (<<) are not part of the format"),
    "duplicate_key": ("キー「{key}」が 2 回あります", "key {key!r} is given twice"),
    "backslash_in_quotes": (
        "二重引用符の中の {found} は YAML が別の文字に変えます。| ブロックか一重引用符に書いてください",
        "inside double quotes YAML turns {found} into another character; use a | block or single quotes",
    ),
    "empty_value": ("値がありません", "the value is missing"),
    "number_too_large": ("数 {found} は大きすぎます", "the number {found} is too large"),
    "ambiguous_scalar": (
        "{found} は YAML の読み手によって別の値になります。引用符で囲んでください",
        "{found} means different things to different YAML readers; put it in quotes",
    ),
    "ambiguous_truth": (
        "{found} は YAML の読み手によって別の値になります。真偽なら {truth}、文字列なら '{found}' と書いてください",
        "{found} means different things to different YAML readers; write {truth}, or '{found}' for the word",
    ),
    "comment_cuts_text": (
        "空白と # から後ろ（{found}）はコメントとして捨てられます。| ブロックか引用符に書いてください",
        "everything from ' #' on ({found}) is dropped as a comment; use a | block or quotes",
    ),
    # The schema.
    "not_a_mapping": ("問題ファイルは「キー: 値」の並びです", "a question file is a mapping of keys to values"),
    "missing": ("「{field}」がありません", "{field!r} is missing"),
    "missing_language": ("「{field}」（{parent}）の文がありません", "{parent} has no {field!r} text"),
    "unknown_field": ("「{field}」という項目はありません", "there is no field {field!r}"),
    "wrong_type": ("「{field}」: {reason}", "{field}: {reason}"),
    "lint_failed": (
        "検査 {rule} がプログラムの誤りで止まりました。お知らせください: {reason}",
        "the check {rule} of the program failed; please report it: {reason}",
    ),
    "blank_text": ("「{field}」: 空白だけです", "{field}: nothing but white space"),
    "reader_failed": (
        "このファイルを読む途中でプログラムの誤りに当たりました。お知らせください: {reason}",
        "the program failed while reading this file; please report it: {reason}",
    ),
    # The catalog.
    "duplicate_id": ("id「{id}」は {other} にもあります", "id {id!r} is already used by {other}"),
    "name_differs": (
        "ファイル名と id「{id}」が違います。{id}.yaml にしてください",
        "the file's name differs from its id {id!r}; call it {id}.yaml",
    ),
    "wrong_folder": (
        "フォルダ {folder} は章ではありません。章: {chapters}",
        "the folder {folder} is not a chapter; chapters: {chapters}",
    ),
    "wrong_chapter": (
        "主題 {topic} は章 {folder} のものではありません",
        "the first topic, {topic}, does not belong to the chapter {folder}",
    ),
    # Lint: errors.
    "unknown_topic": ("シラバスに {code} はありません", "the syllabus has no topic {code}"),
    "unknown_section": ("tracks.yaml に節 {code} はありません", "tracks.yaml has no section {code}"),
    "unknown_keyword": (
        "キーワード「{word}」は、topics の主題のキーワードにも tracks の節の用語にもありません（使える語の例: {near}）",
        "the keyword {word!r} is neither a keyword of the topics nor a term of the tracks (there is: {near})",
    ),
    "missing_feedback": ("誤りの選択肢 {choice} に feedback がありません", "the wrong choice {choice} has no feedback"),
    "identical_choices": ("選択肢 {first} と {second} が同じです", "the choices {first} and {second} are the same"),
    "choice_by_letter": (
        "「{found}」は選択肢を id や位置で指しています。選択肢は毎回並べ替えられるので、中身の言葉で指してください",
        "{found!r} points to a choice by its id or place; choices are shuffled, so say which one in words",
    ),
    "unwritten": ("文がまだ書かれていません", "a text is not written yet"),
    "unwritten_ja": (
        "日本語がまだ書かれていません（{count} か所）",
        "the Japanese is not written yet ({count} {count:text|texts})",
    ),
    "unwritten_en": (
        "英語がまだ書かれていません（{count} か所）",
        "the English is not written yet ({count} {count:text|texts})",
    ),
    "template_text": (
        "ひな型のままの文があります（{count} か所、例「{text}」）。書き換えてください",
        "{count} {count:text is|texts are} still as in the template ({text!r}): write over {count:it|them}",
    ),
    "undrawable_formula": ("式を描けません: {tex}（{reason}）", "the formula can't be drawn: {tex} ({reason})"),
    "unverified": (
        "verify の値 {found} が答え {expected} と一致しません",
        "verify gives {found}, but the answer is {expected}",
    ),
    "unreadable_verify": ("verify を読めません: {reason}", "verify can't be read: {reason}"),
    "verify_slow": (
        "計算に {seconds:g} 秒以上かかります。式を軽くしてください",
        "it takes more than {seconds:g} s to compute: make it lighter",
    ),
    "verify_not_number": (
        "1 つの数になりません（並びや行列では、値ごとに式を 1 つ書きます）",
        "it does not come to a single number (of a list or a matrix each cell has an expression of its own)",
    ),
    "unusable_key": ("答えとして使えません: {reason}", "it can't serve as an answer: {reason}"),
    "answer_zero": (
        "許容誤差 {allowed:g} では、答え {value} に対して 0 もその 2 倍も正解になります。"
        "answer の decimals を増やすか、absolute を小さくしてください",
        "within {allowed:g} of the answer {value}, 0 and twice the answer are right too: give answer more decimals, "
        "or a smaller absolute",
    ),
    "answer_shown_zero": (
        "0 でない答え {value} が 0 と表示されます（小数 {decimals} 桁）。answer の decimals を増やしてください",
        "the answer {value} is shown as 0 (in {decimals} {decimals:decimal|decimals}): give answer more decimals",
    ),
    "answer_tie": (
        "答え {value} は小数 {decimals} 桁のちょうど中間で、丸め方で最後の桁が変わります（{shown} と表示されます）。"
        "answer の decimals を増やすか、問題の数を変えてください",
        "the answer {value} ends in a 5 just behind {decimals} {decimals:decimal|decimals}, so that its last digit "
        "depends on the rule of rounding (it is shown as {shown}): give answer more decimals, or change the numbers",
    ),
    "answer_coarse": (
        "答え {value} が {shown} と表示され、{low:g} から {high:g} までが正解になります。"
        "answer の decimals を増やすか、absolute を小さくしてください",
        "the answer {value} is shown as {shown}, and everything from {low:g} to {high:g} is right: give answer more "
        "decimals, or a smaller absolute",
    ),
    "wrong_size": ("verify の個数が答えの個数と違います", "verify and the answer differ in size"),
    "mistake_is_right": ("誤り {name} の値は正解と区別できません", "the value of mistake {name} is judged right"),
    "mistake_unreadable": (
        "誤り {name} の値を読めません: {reason}",
        "the value of the mistake {name} can't be read: {reason}",
    ),
    "unreadable_carried": ("carried の式を読めません: {reason}", "carried can't be read: {reason}"),
    "not_code": (
        "コードの式（文字列）が必要です。数だけなら引用符で囲みます",
        "code is expected, as text: put a mere number in quotes",
    ),
    "unknown_family": (
        "計算問題 {family} はありません（似た名前: {near}）。quizapp calc list に一覧があります",
        "there is no family {family} (similar: {near}); quizapp calc list lists them",
    ),
    "wrong_kind": (
        "計算問題 {family} の答えは {kind} の問題に合いません",
        "the answers of {family} do not fit a question of kind {kind}",
    ),
    "unknown_mistake": ("計算問題に誤り {name} はありません", "the family has no mistake {name}"),
    "unworded_mistake": ("誤り {name} の説明がありません", "the mistake {name} has no words"),
    "unknown_step": ("計算問題に手順 {name} はありません", "the family has no step {name}"),
    "slow_numbers": (
        "数を引くのに時間がかかりすぎます（{draws} 回で {seconds:g} 秒）。条件をゆるめるか、式を軽くしてください",
        "drawing takes too long ({draws} {draws:draw|draws} in {seconds:g} s): make the conditions easier to meet, "
        "or the expressions lighter",
    ),
    "undrawn_numbers": (
        "数を引けません。{attempts} 回引いても、条件をすべて満たし、誤りの値が正解と区別できる数がありません",
        "numbers can't be drawn: in {attempts} draws none met all conditions and told every mistake from the answer",
    ),
    "unknown_placeholder": ("{{{{{name}}}}} という数は引かれていません", "nothing called {{{{{name}}}}} is drawn"),
    "bad_placeholder": ("{found} の書き方が正しくありません", "{found} is not a valid placeholder"),
    "placeholders_differ": (
        "日本語と英語で使う数が違います: {names}",
        "the two languages show different numbers: {names}",
    ),
    "unshown_number": ("引いた数 {name} が問題文にありません", "the drawn number {name} is not shown in the stem"),
    # Expressions.
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
    # The gate of questions with fresh numbers.
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
    # Lint: warnings.
    "given_unused": ("引いた数 {name} はどこにも使われていません", "the drawn number {name} is used nowhere"),
    "long_decimals": (
        "{{{{{name}}}}} は {shown} のように表示されます。{{{{{name}:.3f}}}} のように桁数を書いてください",
        "{{{{{name}}}}} is shown as {shown}: say how many decimals, as in {{{{{name}:.3f}}}}",
    ),
    "tolerance_whole_number": (
        "許容誤差 {allowed:g} では、整数 {value:g} のほかに {other:g} なども正解になります。"
        "整数で答える問題なら kind: count にしてください（または relative: 0 と absolute: 0.5）",
        "within {allowed:g} of {value:g}, other whole numbers such as {other:g} are right too: where the answer is a "
        "whole number, write kind: count (or relative: 0 and absolute: 0.5)",
    ),
    "tolerance_whole": (
        "許容誤差 {allowed:g} では、整数 {value:g} のほかに {other:g} なども正解になります。"
        "整数だけなら answer に relative: 0 と absolute: 0.5 を書くか、kind を count か shape にしてください",
        "within {allowed:g} of {value:g}, other whole numbers such as {other:g} are right too: for whole numbers write "
        "relative: 0 and absolute: 0.5 in answer, or make the kind count or shape",
    ),
    "mistake_never": (
        "誤り {name} は、調べたどの数でも値がないか、ほかの誤りと同じになります",
        "the mistake {name} has no value of its own for any of the numbers that were tried",
    ),
    "key_longest": ("正解の選択肢だけが目立って長い", "the key is markedly longer than the other choices"),
    "all_or_none": ("「すべて／いずれも」の選択肢は避けてください", "avoid 'all of the above' and 'none of the above'"),
    "plain_negative": (
        "否定の設問です。誤って読まれないよう否定の語を **強調** してください",
        "the stem is negative: emphasise the negative word in **bold**",
    ),
    "numbers_differ": (
        "日本語と英語の問題文に現れる数が違います: {names}",
        "different numbers stand in the Japanese and English stems: {names}",
    ),
    "unworded_step": ("手順 {name} の言葉がありません", "the step {name} has no words"),
    "bank_key_longest": (
        "正解が最長の問題が {count} / {total} 問あります（偶然なら {expected}）",
        "the key is the longest choice in {count} of {total} questions (by chance: {expected})",
    ),
    "see_also_unknown": (
        "see_also の {name} という問題も計算問題もありません",
        "see_also: there is neither a question nor a family {name}",
    ),
    "see_also_self": ("see_also がこの問題自身を指しています", "see_also names the question itself"),
    "review_missing": (
        "査読の署名がないまま ready になっています。quizapp bank review で査読してください",
        "it is ready, and nobody has signed a review of it: quizapp bank review",
    ),
    "review_stale": (
        "査読（{names}）のあとで内容が変わっています。見直して quizapp bank sign で署名してください",
        "the content has changed since it was reviewed ({names}); have it reviewed and signed again: quizapp bank sign",
    ),
    "translation_stale": (
        "日本語が訳のあとで変わっています。英語を直し、translated_from を {hash} にしてください"
        "（quizapp bank translated）",
        "the Japanese has changed since it was translated: bring the English up to date "
        "and set translated_from to {hash} (quizapp bank translated)",
    ),
    "translation_stale_ja": (
        "英語が訳のあとで変わっています。日本語を直し、translated_from を {hash} にしてください"
        "（quizapp bank translated）",
        "the English has changed since it was translated: bring the Japanese up to date "
        "and set translated_from to {hash} (quizapp bank translated)",
    ),
    "translation_marked": (
        "{id}: 日本語と英語が同じ内容であることを記録しました",
        "{id}: recorded that both languages say the same",
    ),
    "waiver_unknown": (
        "{rule} という免除できる規則はありません（エラーは免除できません）",
        "there is no rule {rule} that can be waived (errors can't be)",
    ),
    "waiver_unneeded": (
        "免除した規則 {rule} に当たるところはありません",
        "nothing is found that the waiver of {rule} is for",
    ),
    "review_disputed": (
        "{name} が異議を唱えています: {reason}",
        "{name} does not agree with the question as it stands: {reason}",
    ),
    # Wording.
    "absolute_words": (
        "誤りの選択肢だけに「{word}」のような断定があり、知識なしに除けます",
        "{word!r}: only wrong choices are absolute, so they are ruled out without knowledge",
    ),
    "vague_words": (
        "正解の選択肢だけに「{word}」のようなぼかしがあり、知識なしに選べます",
        "{word!r}: only the key is vague, so it is chosen without knowledge",
    ),
    "stem_word_in_key": (
        "問題文の語（{words}）を正解の選択肢だけが繰り返しています",
        "only the key repeats words of the stem: {words}",
    ),
    "numbers_unsorted": (
        "数の選択肢を大きさの順に並べてください",
        "the choices are numbers in a fixed order: sort them by size",
    ),
    "long_stem": (
        "問題文が長すぎます（{length} 文字、目安は {most} 文字まで）。データは material に移してください",
        "the stem is long ({length} characters, {most} at most): move data into material",
    ),
    "near_duplicate": (
        "問題 {other} とほとんど同じ文です（{share:.0%}）",
        "nearly the same words as {other} ({share:.0%})",
    ),
    # Layout.
    "half_width_sign": (
        "日本語の中の半角の記号です。{found} にしてください",
        "a half-width sign in Japanese: write {found}",
    ),
    "full_width_letter": (
        "全角の英数字です。半角の {found} にしてください",
        "a full-width letter or digit: write {found}",
    ),
    "trailing_space": ("行末に空白があります", "white space at the end of the line"),
    "no_final_newline": ("ファイルの終わりに改行がありません", "no line end at the end of the file"),
    # Sets.
    "ragged_table": ("表の行によってセルの数が違います", "the rows of the table differ in their number of cells"),
    "ragged_series": ("系列の x と y の個数が違います", "the series has not as many x as y"),
    "plot_value": (
        "グラフに描けない値です。0 のほかは絶対値 1e-100 から 1e15 までです",
        "no plot can show this value: beside 0, from 1e-100 to 1e15 (or below 0)",
    ),
    "unknown_blank": (
        "空欄 [[{name}]] に当たる小問がありません",
        "no part is called {name}, as the blank [[{name}]] says",
    ),
    "no_blank": ("小問 {name} の空欄 [[{name}]] がありません", "there is no blank [[{name}]] for the part {name}"),
    "sign_no_name": ("署名する人の名前が空です", "the name of who signs is empty"),
    "sign_no_reason": ("異議の理由が空です", "the reason of the dispute is empty"),
    "sign_full": (
        "いまの内容への署名がすでに {most} 件あります。これ以上は書けません",
        "there are {most} signatures of the present content already; no more can be written",
    ),
    "sign_unreadable": (
        "この署名を書くと問題が読めなくなるため、書きませんでした",
        "with this signature the question could not be read; it was not written",
    ),
    "not_editable": (
        "このファイルの書き方では自動で書き込めません。エディタで直してください",
        "the file is laid out in a way that can't be edited for you; use an editor",
    ),
    # Banks of one's own.
    "own_no_folder": ("{folder} というフォルダはありません", "there is no folder {folder}"),
    "own_empty_folder": (
        "フォルダの名前が空です。今のフォルダなら . と書いてください",
        "the name of the folder is empty; write . for the current folder",
    ),
    "own_no_home": (
        "{folder} の ~ がだれのホームフォルダか分かりません",
        "whose home folder the ~ of {folder} is, is not known",
    ),
    "own_no_name": (
        "フォルダ名「{folder}」は問題バンクの名前にできません。小文字の英数字 16 字までです。"
        "名前を付けて加えてください: quizapp bank add {path} --name {suggested}",
        "the folder's name {folder!r} can't be that of a bank (up to 16 small letters and digits, a letter first): "
        "name it, as with quizapp bank add {path} --name {suggested}",
    ),
    "own_outside": (
        "{folder} は、そのフォルダの外の {target} へのリンクです。読みません。"
        "それを使うなら {target} そのものを加えてください",
        "{folder} is a link that leads out of its folder, to {target}, and is not read; "
        "if that is the bank you mean, add {target} itself",
    ),
    "own_is_shipped": (
        "{folder} はプログラムに付いている問題バンクで、もう使われています",
        "{folder} is the bank that ships with the program and is in use already",
    ),
    "own_linked": (
        "問題バンク {name} のフォルダは {target} へのリンクに変わりました。読みません。"
        "そこで合っていれば quizapp bank add {path} --name {name} で加え直してください",
        "the folder of the bank {name} has become a link, to {target}, and is not read; "
        "if that is right, add it again: quizapp bank add {path} --name {name}",
    ),
    "own_list_busy": (
        "別のプログラムが問題バンクの一覧を書き換えています。何も変えていません。もう一度行ってください",
        "another program is changing the list of banks; nothing was changed, try again",
    ),
    "file_busy": (
        "別のプログラムがこのフォルダに書き込んでいます。何も書いていません。もう一度行ってください",
        "another program is writing in its folder; nothing was written, try again",
    ),
    "own_bad_name": (
        "「{name}」は問題バンクの名前に使えません。小文字の英数字 16 字まで、最初は文字です（例 seminar）",
        "{name!r} can't be a bank's name: up to 16 small letters and digits, a letter first, as in seminar",
    ),
    "own_folder_taken": (
        "このフォルダはもう問題バンク {name} です（名前を変えるには quizapp bank remove {name} してから加えます）",
        "this folder is the bank {name} already (for another name first: quizapp bank remove {name})",
    ),
    "own_list_broken": (
        "自分の問題バンクの一覧が読めません。読めたものだけを使います",
        "the list of your own banks can't be read; only what could be read of it is used",
    ),
    "own_list_kept": (
        "読めなかった一覧は {file} に残しました。足りない問題バンクは加え直してください",
        "the list that could not be read is kept as {file}; add again the banks that are missing",
    ),
    "new_outside": (
        "{folder} は問題バンクのフォルダの外へのリンクです。何も書きませんでした",
        "{folder} is a link that leads out of the bank's folder; nothing was written",
    ),
    "own_name_taken": ("{name} という問題バンクがもうあります", "there is a bank {name} already"),
    "own_unknown": ("{name} という問題バンクはありません", "there is no bank {name}"),
    "own_gone": (
        "問題バンク {name} のフォルダがありません（quizapp bank remove {name} で外せます）",
        "the folder of the bank {name} is gone (quizapp bank remove {name} forgets it)",
    ),
    "id_with_bank": (
        "ファイルの中の id に問題バンクの名前は付けません: id: {id}",
        "inside the file the id stands without the name of its bank: id: {id}",
    ),
    "own_id_too_long": (
        "問題バンクの名前と id を合わせて {most} 文字までです",
        "the bank's name and the id together are longer than {most} characters",
    ),
    "own_added": (
        "問題バンク {name} を加えました: {questions} 問（id は {name}:… ）、指摘 {faults} 件",
        "the bank {name} is added: {questions} {questions:question|questions} "
        "(as {name}:…), {faults} {faults:finding|findings}",
    ),
    "own_more": (
        "ほかに {count} 件あります。すべて見るには quizapp bank lint",
        "and {count} more; quizapp bank lint shows all",
    ),
    "own_answered_before": (
        "このうち {count} 問には {old} という名前だったときの解答があり、いまの名前では続きになりません。"
        "続けるには quizapp bank remove {name} のあと quizapp bank add {path} --name {old}",
        "{count} of these questions {count:was|were} answered under the name {old}, "
        "and under this one they begin anew; "
        "to go on: quizapp bank remove {name}, then quizapp bank add {path} --name {old}",
    ),
    "own_removed": (
        "問題バンク {name} を外しました。ファイルと学習の記録は残っています。"
        "続きから使うには、同じ名前で加えます: quizapp bank add {path} --name {name}",
        "the bank {name} is removed; its files and what was learned stay, "
        "and under the same name are found again: quizapp bank add {path} --name {name}",
    ),
    # Statistics of items.
    "item_too_easy": ("易しすぎる", "too easy"),
    "item_too_hard": ("難しすぎる", "too hard"),
    "item_against": ("できる人ほど誤る。正解を確かめる", "the better do worse: check the key"),
    "item_hardly_tells": ("できる人とできない人を分けていない", "hardly tells the able from the others"),
    "item_drawn_to_wrong": ("正解より選ばれる誤りの選択肢がある", "a wrong choice is chosen more often than the key"),
    "item_idle_choices": ("ほとんど選ばれない選択肢: {choices}", "choices that hardly anybody takes: {choices}"),
    # Edits and those who have answered already.
    "edit_none": ("{id}: 変更はありません", "{id}: unchanged"),
    "edit_new": ("{id}: 新しい問題です", "{id}: new"),
    "edit_tags": (
        "{id}: 解説・分類の変更（履歴と統計はそのまま）: {fields}",
        "{id}: only what teaches or sorts is edited ({fields}); history and statistics go on",
    ),
    "edit_wording": (
        "{id}: 言い回しの変更（予定と統計はそのまま）: {fields}",
        "{id}: the wording is edited ({fields}); schedule and statistics go on",
    ),
    "edit_meaning": (
        "{id}: 意味の変更（予定はそのまま、統計は分かれる）: {fields}",
        "{id}: the meaning is edited ({fields}); the schedule goes on, statistics begin anew",
    ),
    "edit_key": (
        "{id}: 正解の変更（前の解答の採点が変わりうる）: {fields}",
        "{id}: the key is edited ({fields}); earlier answers may have to be judged again",
    ),
    "edit_regrade": (
        "いまの正解で採点し直すと {changed} 件の結果が変わり、{same} 件は同じ、{unknown} 件は採点し直せません",
        "judged by the key as it is now, {changed} {changed:result|results} would change, {same} would not, "
        "and {unknown} can't be judged again",
    ),
    "no_git": ("git に前の版がありません", "git knows no earlier version"),
    "no_git_of": (
        "問題バンク {name} は git に前の版がありません",
        "git knows no earlier version of the bank {name}",
    ),
    # Coverage.
    "weak_few": ("問題が少ない", "few questions"),
    "weak_not_ready": ("半分以上がまだ ready でない", "more than half are not ready"),
    "weak_easy": ("レベル 3 以上が 3 割未満", "under 30% are of level 3 or above"),
    "weak_no_set": ("大問（set）がない", "no set"),
    "weak_one_kind": ("形式が 1 種類だけ", "all of one kind"),
    "weak_keywords": ("問われていないキーワードがある", "keywords are not asked"),
    "coverage_head": ("主題 計 ready", "topic all ready"),
    "coverage_kinds": ("単 複 値 式 コ 並 組", "on se nu fo co or ma"),
    "coverage_comma": ("、", ", "),
    "coverage_signs": (
        "1〜5 はレベル、* は試験範囲外、░ 1 問から、▒ 3 問から、▓ 6 問から、█ 12 問から",
        "1-5: levels, *: outside the exam, ░ from 1 question, ▒ from 3, ▓ from 6, █ from 12",
    ),
    "coverage_weak": ("弱いところ", "weak spots"),
    "coverage_keywords": ("問われていないキーワード", "keywords that are not asked"),
    # The authoring commands.
    "unreadable_question": (
        "問題 {id} のファイルはありますが、問題として読めません。次を直してください",
        "the file of the question {id} is there, but it can't be read as a question; mend this:",
    ),
    "other_id": (
        "問題 {id} はありません。この名前のファイルの問題は id が {other} です",
        "there is no question {id}: the question in the file of this name has the id {other}",
    ),
    "no_chapter": ("章 {folder} はありません。章: {chapters}", "there is no chapter {folder}; chapters: {chapters}"),
    "no_topics": ("シラバスの章 {folder} に主題がありません", "the syllabus has no topics for the chapter {folder}"),
    "no_id": (
        "id「{id}」は使えません。小文字の英数字とハイフンで書きます（例 dropout-at-test-time）",
        "{id!r} can't be an id: small letters, digits and hyphens, as in dropout-at-test-time",
    ),
    "id_too_long": (
        "id「{id}」は {length} 文字です。問題バンクの名前を合わせて {most} 文字までです",
        "the id {id!r} has {length} characters; with the name of its bank it may have {most}",
    ),
    "id_taken": ("id「{id}」はもう使われています", "the id {id!r} is already used"),
    "no_transition": (
        "{id}: {status} から {wanted} にはできません（できるのは {allowed}）",
        "{id}: from {status} it can't become {wanted}, only {allowed}",
    ),
    "sign_disputed": (
        "{name} さんは、いまの内容に異議を残しています（{reason}）。"
        "内容が変わるか、異議の記録をファイルから消すまで署名できません",
        "{name} disputes it as it stands ({reason}): sign when it has changed, or take the dispute out of the file",
    ),
    "not_reviewed": (
        "{id}: いまの内容を査読した署名がありません。quizapp bank review {id} で査読してください",
        "{id}: nobody has reviewed it as it stands: quizapp bank review {id}",
    ),
    "still_disputed": (
        "{id}: いまの内容に異議があります。異議を残した人の署名では消えません。問題文・選択肢・解答などを直してから、"
        "もう一度 quizapp bank review {id} で査読を受けてください（解説・ヒント・ステップ・分類だけの修正では異議は残り"
        "ます）。本人が異議を取り下げたときは、{file} の reviewed_by からその人の記録を消し、署名が残っていなければ"
        "査読を受けてください",
        "{id}: it is disputed as it stands, and a later signature of the same person does not end that. Mend what is "
        "asked or how it is judged, then have it reviewed again: quizapp bank review {id} (an edit of explanation, "
        "hint, steps or tags alone leaves the dispute). Where a dispute is taken back, delete that person's record "
        "under reviewed_by in {file}, and have it reviewed if no signature is left",
    ),
    "dispute_of": ("{name} さんの異議: {reason}", "disputed by {name}: {reason}"),
    "made": ("{file} を作りました", "{file} is there"),
    "status_changed": ("{id}: {status} になりました", "{id}: {status}"),
    "review_answer": ("答え（空のままで中断）", "your answer (empty to leave)"),
    "typed_number": ("数。例 0.375、3/8、1.2e-3", "a number, as in 0.375, 3/8 or 1.2e-3"),
    "typed_count": ("整数。例 13", "a whole number, as in 13"),
    "typed_vector": ("数の並び。例 [0.1, 0.7, 0.2]", "numbers, as in [0.1, 0.7, 0.2]"),
    "typed_matrix": ("行列。例 [[1, 2], [3, 4]]", "a matrix, as in [[1, 2], [3, 4]]"),
    "typed_shape": ("形状。例 (32, 3, 28, 28)", "a shape, as in (32, 3, 28, 28)"),
    "typed_expression": ("{variables} の式。例 2*x*cos(x^2)", "a formula in {variables}, written as in 2*x*cos(x^2)"),
    "typed_expression_alone": ("式。例 2*sqrt(3)", "a formula, as in 2*sqrt(3)"),
    "typed_code": ("{variables} の {library} の式", "a {library} expression in {variables}"),
    "review_came_to": ("結果: {verdict}", "that is: {verdict}"),
    "review_agree": (
        "この問題に同意して署名しますか（y 署名 / n 異議 / Enter 何もしない）",
        "do you agree with this question and sign it (y sign / n dispute / Enter neither)",
    ),
    "review_yes_or_no": (
        "y（署名）か n（異議）を入力するか、空のまま Enter を押してください",
        "type y to sign or n to dispute, or press Enter for neither",
    ),
    "review_why": ("異議の理由（空のままで戻る）", "why not (empty to go back)"),
    "review_left": (
        "終わりました。結果は記録していません（結果は署名か異議とともに残ります）",
        "left: nothing was recorded (the result is kept with a signature or a dispute)",
    ),
    "answer_form": ("答え方: {form}", "to answer: {form}"),
    "disputed": ("{id}: {name} の異議を記録しました", "{id}: the dispute of {name} is recorded"),
    "preview_keys": (
        "Enter 別の数 / l 言語 / c 選択肢 / 答えを入力して判定 / q 終了",
        "Enter other numbers / l language / c choices / type an answer to have it judged / q quit",
    ),
    "fixed": ("{file}: {count} か所を直しました", "{file}: {count} {count:place|places} mended"),
    "signed": ("{id}: {name} が {content} に署名しました", "{id}: signed by {name} for content {content}"),
    "made_ready": ("{id}: 出題できるようになりました（ready）", "{id}: is ready now"),
    "file_changed": (
        "その間にファイルが変わりました。何も書いていません。内容を確かめて、もう一度行ってください",
        "the file has changed meanwhile, and nothing was written; look at it, then do it again",
    ),
    "sign_changed": (
        "査読のあとで問題の内容が変わりました。署名していません。いまの内容を見直してください",
        "the question has changed since it was reviewed, and nothing was signed; review it as it is now",
    ),
    "gate_refuses": (
        "{id}: 数値検査で直すところが {count} 件あります。直すまで ready にできません",
        "{id}: the gate finds {count} {count:error|errors} over many draws; mend {count:it|them} before it becomes "
        "ready",
    ),
    "has_errors": (
        "{id}: lint のエラーが {count} 件あります。直すまで ready にできません",
        "{id}: lint finds {count} {count:error; mend it|errors; mend them} before it becomes ready",
    ),
    # Figures.
    "figure": ("図", "Figure"),
    "form_figure_file": (
        "図は、問題と同じ章の assets/ にある .png か .svg のファイルです（例: assets/iou-boxes.svg）。"
        "ほかの場所やアドレスは使えません",
        "a figure is a .png or .svg file in assets/ beside the questions of its chapter (assets/iou-boxes.svg); "
        "no other folder and no address",
    ),
    "figure_missing": ("図のファイル {file} がありません", "there is no file {file} for the figure"),
    "figure_outside": (
        "図のファイル {file} は問題バンクのフォルダの外を指しています。読みません",
        "the figure's file {file} leads out of the bank's folder; it is not read",
    ),
    "figure_too_large": (
        "図のファイル {file} が {limit} KiB を超えています",
        "the figure's file {file} is larger than {limit} KiB",
    ),
    "figure_too_wide": (
        "図 {file} の大きさ {size} は使えません（1 辺 {most} まで、縦横の比 {stretched} まで）",
        "the figure {file} is {size}; at most {most} a side, and one side at most {stretched} times the other",
    ),
    "figure_broken": ("図 {file} を描けません: {reason}", "the figure {file} can't be drawn: {reason}"),
    "figure_changed": (
        "図 {file} の内容が digest と違います。見直してから digest を '{digest}' にしてください（lint --fix）",
        "the content of the figure {file} is not that of its digest: "
        "look at it again, then set digest to '{digest}' (lint --fix)",
    ),
    "figure_alt_short": (
        "図の alt（{language}）が {count} 文字です。図が見えなくても答えられるように、必要なことをすべて書いてください",
        "the figure's alt ({language}) has {count} {count:character|characters}; say all that is needed to answer "
        "without the picture",
    ),
    "figure_number_unsaid": (
        "図 {file} に書かれた {numbers} が alt（{language}）にありません",
        "{numbers} is written in the figure {file}, but not in its alt ({language})",
    ),
    # Files and folders.
    "in_no_bank": (
        "このファイルはどの問題バンクにもありません。ファイルだけを調べました（加えるには quizapp bank add フォルダ）",
        "this file is in no bank: it was checked by itself (quizapp bank add FOLDER makes its folder a bank)",
    ),
    "misplaced": (
        "問題を読むのは章のフォルダの直下だけです。このファイルは使われません。{folder}/（章）/{name} に移してください",
        "questions are read in the folders of the chapters only, one level down, so this file is not used; "
        "move it to {folder}/CHAPTER/{name}",
    ),
    "unreadable_folder": (
        "フォルダを読めません（{reason}）。中の問題は使われません",
        "the folder can't be read ({reason}): no question in it is used",
    ),
    "wrong_suffix": ("拡張子は .yaml です。{name} にしてください", "question files end in .yaml; call it {name}"),
    "outside_bank": (
        "リンクが問題バンクのフォルダの外を指しています。読みません",
        "a link that leads out of the bank's folder; it is not read",
    ),
    "not_utf8_name": (
        "ファイル名またはフォルダ名が UTF-8 ではありません。名前を変えてください",
        "the name of the file or its folder is not UTF-8; rename it",
    ),
    "not_a_file": ("ファイルではありません", "not a file"),
    "wrong_curriculum": ("シラバスまたは道筋の形が違います: {reason}", "not of a syllabus's or tracks' form: {reason}"),
    # The form of a question as a whole.
    "form_fields": (
        "{kind} の問題には {allowed} が 1 つ必要です",
        "a {kind} question has one of {allowed}, and only that",
    ),
    "form_explanation": ("explanation がありません", "the explanation is missing"),
    "form_choice_twice": ("同じ id の選択肢が 2 つあります", "two choices have the same id"),
    "form_answer_kind": (
        "答え {answer} は {kind} の問題に合いません",
        "an answer of kind {answer} does not fit a {kind} question",
    ),
    "form_extras": ("extras は match の問題だけのものです", "only a match question has extras"),
    "form_mistakes": (
        "{kind} の問題の誤りは、選択肢の feedback に書きます",
        "a {kind} question explains mistakes as feedback of its choices",
    ),
    "form_family_value": (
        "誤り {name} の値は計算問題が決めます。ここには書けません",
        "mistake {name}: its value comes from the family, not from this file",
    ),
    "form_no_value": (
        "誤り {name} の値（value）がありません",
        "mistake {name}: a question with fixed numbers names the value that it leads to",
    ),
    "form_one_right": (
        "single の問題の正解は 1 つです（いま {count}）",
        "a single question has exactly one correct choice, not {count}",
    ),
    "form_none_right": ("正解の選択肢がありません", "no choice is correct"),
    "form_set_draws": (
        "set 全体では数を引けません。given・where・let・mistakes・steps は、それを使う小問に書きます",
        "a set draws no numbers as a whole: given, where, let, mistakes and steps stand in the part that uses them",
    ),
    "form_set_in_set": ("小問を set にはできません", "a part of a set is no set itself"),
    "form_parts": ("parts は set だけのものです（これは {kind}）", "only a set has parts, not a {kind} question"),
    "form_no_parts": ("set に parts がありません", "a set has parts"),
    "form_set_asks": ("set で問うことは parts に書きます", "what a set asks stands in its parts"),
    "form_part_twice": ("同じ id の小問が 2 つあります", "two parts have the same id"),
    "form_misconception": (
        "選択肢 {choice} は誤りではないので misconception を付けられません",
        "the choice {choice} is not wrong, so no misconception leads to it",
    ),
    "form_given": (
        "given の数には from と to（と step）か、choices が必要です",
        "a number in given has from and to (and step), or choices",
    ),
    "form_given_twice": ("choices に同じ数が 2 つあります", "choices has a number twice"),
    "form_given_range": ("to は from 以上、step は正の数です", "to is at least from, and step is positive"),
    "form_given_few": ("引ける数が足りません", "there are not enough numbers to draw from"),
    "form_given_many": ("引ける数が {most} 個を超えています", "there are more than {most} numbers to draw from"),
    "form_given_kind": ("given は {kind} の問題には使えません", "a {kind} question has no given"),
    "form_given_fixed": (
        "given があるので、answer の value は式（文字列）です",
        "with given, the value of the answer is an expression (text)",
    ),
    "form_given_missing": (
        "where、let と式の答えには given が必要です（set では小問ごとに）。決まった数なら value に数を書きます",
        "where, let and computed answers need given (in a set, its part's own); a fixed answer has a number as value",
    ),
    "form_step_line": (
        "手順 {name}: given のある問題では value か tex の 1 つを、ほかの問題ではどちらも書きません",
        "step {name}: with given it has one of value and tex, otherwise neither",
    ),
    # Values of the wrong type or size.
    "type_string_type": (
        "「{field}」: 文字列が必要です（数なら引用符で囲む）",
        "{field}: text expected (quote a number)",
    ),
    "type_string_too_long": (
        "「{field}」: {max_length} 文字を超えています",
        "{field}: more than {max_length} characters",
    ),
    "type_string_too_short": ("「{field}」: 空です", "{field}: empty"),
    "pattern_hyphened": (
        "「{field}」: 英小文字と数字の語を - でつなぎます（例 batch-norm-at-test、60 文字まで）",
        "{field}: small letters and digits, joined by hyphens (batch-norm-at-test), at most 60 characters",
    ),
    "pattern_name": (
        "「{field}」: 英小文字で始め、英小文字・数字・_ だけを使います（例 no_bias、40 文字まで）",
        "{field}: a small letter, then small letters, digits and _ (no_bias), at most 40 characters",
    ),
    "pattern_family": (
        "「{field}」: 計算問題は「分野.名前」と書きます（例 convolution.output_size）。"
        "quizapp calc list に一覧があります",
        "{field}: a family is written `subject.name` (convolution.output_size); quizapp calc list lists them",
    ),
    "pattern_related": (
        "「{field}」: 問題の id（例 batch-norm-at-test）か計算問題の名前（例 convolution.output_size）です",
        "{field}: the id of a question (batch-norm-at-test) or the name of a family (convolution.output_size)",
    ),
    "pattern_hash": (
        "「{field}」: 16 桁のハッシュ（0〜9 と a〜f）です。プログラムが書くもので、手では書きません",
        "{field}: a hash of 16 digits (0 to 9, a to f); the program writes it",
    ),
    "pattern_variable": (
        "「{field}」: 数の名前は英字で始め、英字・数字・_ だけを使います（30 文字まで）",
        "{field}: the name of a number is a letter, then letters, digits and _, at most 30 characters",
    ),
    "type_string_pattern_mismatch": (
        "「{field}」: 使えない文字があります（型 {pattern}）",
        "{field}: not of the form {pattern}",
    ),
    "type_int_type": ("「{field}」: 整数が必要です", "{field}: a whole number expected"),
    "type_float_type": ("「{field}」: 数が必要です", "{field}: a number expected"),
    "type_bool_type": ("「{field}」: true か false が必要です", "{field}: true or false expected"),
    "type_list_type": ("「{field}」: 並び（[…] または - …）が必要です", "{field}: a list expected"),
    "type_dict_type": ("「{field}」: キーと値の組が必要です", "{field}: a mapping expected"),
    "type_model_type": ("「{field}」: キーと値の組が必要です", "{field}: a mapping expected"),
    "type_enum": ("「{field}」: {expected} のどれかです", "{field}: one of {expected} expected"),
    "type_literal_error": ("「{field}」: {expected} のどれかです", "{field}: one of {expected} expected"),
    "type_number_or_text": ("「{field}」: 数か文字列が必要です", "{field}: a number or text expected"),
    "type_number_list_text": (
        "「{field}」: 数か、数の並びか、文字列が必要です",
        "{field}: a number, a list of numbers, or text expected",
    ),
    "type_finite_number": ("「{field}」: 有限の数が必要です", "{field}: a finite number expected"),
    "type_int_from_float": ("「{field}」: 整数が必要です", "{field}: a whole number expected"),
    "type_string_unicode": (
        "「{field}」: 文字でない符号があります",
        "{field}: there is a code that is no character",
    ),
    "type_greater_than": ("「{field}」: {gt} より大きい数です", "{field}: greater than {gt}"),
    "type_less_than": ("「{field}」: {lt} より小さい数です", "{field}: less than {lt}"),
    "type_greater_than_equal": ("「{field}」: {ge} 以上です", "{field}: at least {ge}"),
    "type_less_than_equal": ("「{field}」: {le} 以下です", "{field}: at most {le}"),
    "type_too_short": ("「{field}」: {min_length} 個以上必要です", "{field}: at least {min_length} expected"),
    "type_too_long": ("「{field}」: {max_length} 個までです", "{field}: at most {max_length} expected"),
    "type_union_tag_invalid": (
        "「{field}」: kind は {expected_tags} のどれかです",
        "{field}: kind is one of {expected_tags}",
    ),
    "type_union_tag_not_found": ("「{field}」: kind がありません", "{field}: kind is missing"),
}
