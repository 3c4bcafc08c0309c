"""What the commands for authors say."""

CATALOG: dict[str, tuple[str, str]] = {
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
}
