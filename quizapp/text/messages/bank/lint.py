"""What the lint finds."""

CATALOG: dict[str, tuple[str, str]] = {
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
}
