"""What the commands print."""

CATALOG: dict[str, tuple[str, str]] = {
    "no_terminal_stdin": (
        "標準入力が端末ではないため、画面を開けません。端末から直接起動してください。",
        "Standard input is no terminal, so no key would reach the screens. Start quizapp in a terminal.",
    ),
    "no_terminal_stderr": (
        "標準エラー出力が端末ではないため、画面を描けません。「2>」を付けずに起動してください。",
        "Standard error is no terminal, and the screens are drawn there. Start quizapp without “2>”.",
    ),
    "no_file": ("ファイル {file} はありません", "there is no file {file}"),
    "unusable": ("{file}: {reason}", "{file}: {reason}"),
    "no_question": ("問題 {id} はありません", "there is no question {id}"),
    "no_family": ("計算問題 {name} はありません", "there is no family {name}"),
    "no_setting": ("設定 {name} はありません。設定: {names}", "there is no setting {name}; settings: {names}"),
    "unwritable": ("{file} に書けません: {reason}", "can't write {file}: {reason}"),
    "lint_result": (
        "{questions} 問を調べました。エラー {errors}、警告 {warnings}",
        "{questions} {questions:question|questions} checked: {errors} {errors:error|errors}, "
        "{warnings} {warnings:warning|warnings}",
    ),
    "stress_result": (
        "計算問題 {families} 種。規則に反するもの {failing}、注意のあるもの {noted}、"
        "途中で丸めて解いたもの {solved}、四択で順位を調べたもの {ranked}",
        "{families} {families:family|families}: {failing} {failing:fails|fail}, {noted} with notes, {solved} solved "
        "with rounding on the way, "
        "{ranked} with the key's rank among four choices",
    ),
    "bank_stress_sound": (
        "{id}: {seeds} 通りの数で問題ありません",
        "{id}: nothing is wrong in {seeds} {seeds:draw|draws}",
    ),
    "not_parametric": ("{id} は数を引きません", "{id} draws no numbers"),
    "functions_head": ("関数", "functions"),
    "schema_stale": (
        "{file} がプログラムのスキーマと違います。make schema を実行してください",
        "{file} differs from the program's schema; run: make schema",
    ),
    "files": ("ファイル", "files"),
    "questions": ("問題", "questions"),
    "ready": ("出題できる問題", "ready"),
    "parametric": ("数が毎回変わる問題", "with fresh numbers"),
    "by_kind": ("種類ごと", "by kind"),
    "by_chapter": ("章ごと", "by chapter"),
    "by_track": ("教材の節ごと", "by track section"),
    "missing_topics": ("出題できる問題のない主題", "topics without a ready question"),
    "missing_terms": ("問われていない用語", "terms not asked"),
    "no_chapter": ("章 {name} はありません", "there is no chapter {name}"),
    "no_topic": ("主題 {name} はありません", "there is no topic {name}"),
    "no_section": ("教材の節 {name} はありません", "there is no track section {name}"),
    "nothing_to_ask": ("いま出す問題はありません", "there is nothing to ask right now"),
    # The database.
    "sound": ("データベースに問題はありません", "the database is sound"),
    "not_made_yet": ("データベースはまだありません", "there is no database yet"),
    "on_a_server": (
        "データベースはサーバにあります。サーバの道具（pg_dump など）を使ってください",
        "the database is on a server; use the server's own tools (pg_dump and the like)",
    ),
    "upgraded": ("データベースはこの版のものです", "the database is of this version"),
    "restored": ("{file} から戻しました", "restored from {file}"),
    "replaced_kept": ("置き換えたデータベースは {file} にあります", "what it replaced is kept as {file}"),
    # A sitting line by line.
    "plain_help": (
        "答えを入力して Enter。  :l English  :u 自信なし  :h ヒント  :m 問題文  :z 取り消す  :y やり直す  :q 中断\n"
        ":f フラグ  :n メモ  :p 報告  :s 今後出さない  :b 今日は出さない",
        "Type an answer and press Enter.  :l 日本語  :u unsure  :h hint  :m material  :z undo  :y redo  :q leave\n"
        ":f flag  :n note  :p report  :s suspend  :b not today",
    ),
    "choose_one": ("番号を 1 つ入力してください", "type one number"),
    "choose_several": ("番号をすべて入力してください（例 1 3）", "type all the numbers that apply, as in 1 3"),
    "which_choice": ("1 から {count} の番号を入力してください", "type a number from 1 to {count}"),
    "put_in_order": ("正しい順に番号を入力してください（例 3 1 2）", "type the numbers in order, as in 3 1 2"),
    "which_order": (
        "1 から {count} の番号を、すべて 1 回ずつ正しい順に入力してください（例 3 1 2）",
        "type each number from 1 to {count} once, in order, as in 3 1 2",
    ),
    "match_each": (
        "a から順に、相手の番号を入力してください（例 2 1 3）",
        "type the partner's number for each left side in turn, as in 2 1 3",
    ),
    "which_partners": (
        "1 から {count} の中から、相手の番号を {lefts} 個、重ならないように入力してください（例 2 1 3）",
        "type {lefts} different numbers from 1 to {count}, one partner for each left side, as in 2 1 3",
    ),
    "not_text": ("文字として読めませんでした", "that could not be read as text"),
    "unsure_on": ("自信なし", "marked as unsure"),
    "unsure_off": ("自信なしを外しました", "no longer marked as unsure"),
    "no_hint": ("この問題にヒントはありません", "this question has no hint"),
    "flagged": ("フラグを付けました", "flagged"),
    "unflagged": ("フラグを外しました", "flag removed"),
    "correct": ("正解", "right"),
    "partial": ("部分的に正解", "partly right"),
    "wrong": ("不正解", "wrong"),
    "carried": (
        "前の小問で出した自分の答えから正しく求めているので、誤りを引き継いで採点しました",
        "this follows from your own answer to an earlier part, so that error was carried forward",
    ),
    "right_answer": ("正解は", "the right answer"),
    "returns_here": ("このあと、もう一度出題します", "it comes back later in this quiz"),
    "returns_today": ("次回: 今日", "next: today"),
    "returns_in": ("次回: {days} 日後", "next: in {days} {days:day|days}"),
    "go_on": (
        "Enter 次へ  :c 原因  :r 評価  :z 取り消す  :q 中断 ",
        "Enter next  :c cause  :r rate  :z undo  :q leave ",
    ),
    "go_on_fresh": (
        "Enter 次へ  :g 数字を変えてもう一問  :c 原因  :r 評価  :z 取り消す  :q 中断 ",
        "Enter next  :g again, fresh  :c cause  :r rate  :z undo  :q leave ",
    ),
    "after_help": (
        "ここでは Enter（次へ）、:c 数字（間違いの原因）、:r 数字（評価 1–4）、:z（取り消す）、:l（English）、"
        ":q（中断）、:f :n :p :s :b が使えます",
        "here you can press Enter (next), :c N (cause of error), :r N (rating 1–4), :z (undo), :l (日本語), "
        ":q (leave), :f :n :p :s :b",
    ),
    "after_help_fresh": (
        "ここでは Enter（次へ）、:g（数字を変えて）、:c 数字（間違いの原因）、:r 数字（評価 1–4）、:z（取り消す）、"
        ":l（English）、:q（中断）、:f :n :p :s :b が使えます",
        "here you can press Enter (next), :g (other numbers), :c N (cause of error), :r N (rating 1–4), :z (undo), "
        ":l (日本語), :q (leave), :f :n :p :s :b",
    ),
    # About a question, or the answer just given.
    "noted": ("メモしました", "noted"),
    "note_removed": ("メモを消しました", "note removed"),
    "no_note": (
        "メモはありません。:n に続けて書くと残ります（:n - で消す）",
        "there is no note; write one after :n (:n - removes it)",
    ),
    "reported": ("報告 {number} を残しました", "kept as report {number}"),
    "no_reports": ("報告はありません", "there is no report"),
    "no_report": ("未対応の報告 {number} はありません", "there is no open report {number}"),
    "report_settled": ("報告 {number} を対応済みにしました", "report {number} is settled"),
    "report_is_settled": ("対応済み", "settled"),
    "report_what": ("おかしな点を :p に続けて書いてください", "write after :p what is wrong with the question"),
    "suspended": ("この問題は今後出しません", "this question is suspended"),
    "buried": ("この問題は明日以降に出します", "this question is left for another day"),
    "redone": ("取り消した解答を元に戻しました", "given again"),
    "rate_how": (
        "評価を :r に続けて入力してください: 1 もう一度  2 難しい  3 できた  4 簡単",
        "type a rating after :r: 1 again  2 hard  3 good  4 easy",
    ),
    "rated": ("評価: {rating}", "rated {rating}"),
    "rating_again": ("もう一度", "again"),
    "rating_hard": ("難しい", "hard"),
    "rating_good": ("できた", "good"),
    "rating_easy": ("簡単", "easy"),
    "which_cause": (
        "原因を :c に続けて入力してください: {causes}（0 で消す）",
        "type a cause after :c: {causes} (0 removes it)",
    ),
    "cause_unknown": ("知らなかった", "did not know"),
    "cause_vague": ("曖昧", "knew vaguely"),
    "cause_confused": ("混同", "mixed up"),
    "cause_calculation": ("計算ミス", "miscalculated"),
    "cause_misread": ("読み違い", "misread"),
    "cause_guessed": ("勘・時間切れ", "guessed or out of time"),
    "cause_named": ("原因: {cause}", "cause: {cause}"),
    "cause_removed": ("原因を消しました", "cause removed"),
    "leech": (
        "{lapses} 回忘れたので、この問題は復習から外しました。先に読み直すとよいところ: {places}",
        "Forgotten {lapses} {lapses:time|times}, so this question is left out of reviews. First read again: {places}",
    ),
    "see_also": ("関連する問題: {ids}", "related: {ids}"),
    # Choices of questions that are kept under a name.
    "preset_saved": ("「{name}」として保存しました", "saved as {name}"),
    "exam_date_past": ("{day} は過ぎています。これからの日を指定してください", "{day} is past; give a day to come"),
    "preset_unnamed": ("保存する名前を書いてください", "a name is needed to save under"),
    "preset_deleted": ("「{name}」を削除しました", "{name} deleted"),
    "no_presets": ("保存した条件はありません", "nothing is saved"),
    "preset_unreadable": ("この版では使えません", "can't be used by this version"),
    "whole_bank": ("全問題", "the whole bank"),
    "left_out": (
        "出題できない問題を飛ばしました: {ids}（quizapp bank lint で調べられます）",
        "left out, because it can't be asked: {ids} (quizapp bank lint tells why)",
    ),
    "unread_files": (
        "問題ファイルの誤りが {count} 件あります（quizapp bank lint で調べられます）",
        "{count} {count:finding|findings} in question files that could not be read (quizapp bank lint tells which)",
    ),
    "resumable": (
        "前回の続き（{answered} / {total} 問）は --resume で再開できます",
        "you left a quiz after {answered} of {total}; --resume goes on with it",
    ),
    "nothing_to_resume": ("再開するものがありません", "there is nothing to go on with"),
    "unaskable": ("{id} は出題できません: {reason}", "{id} can't be asked: {reason}"),
    "no_track": ("道筋 {name} はありません。道筋: {names}", "there is no track {name}; tracks: {names}"),
    "no_theme": ("テーマ {name} はありません", "there is no theme {name}"),
    "not_a_value": ("{name} に {value} は使えません", "{value} is no value for {name}"),
    "settings_kept": (
        "読めなかった設定ファイルの写しを {file} に残しました",
        "the settings file that could not be read is kept as {file}",
    ),
    "undone": ("取り消しました", "taken back"),
    "nothing_to_undo": ("取り消すものがありません", "there is nothing to take back"),
    "left": ("中断しました。答えはすべて保存されています", "left; every answer is saved"),
    "summary": (
        "{answered} 問: 正解 {correct}、部分的 {partial}、不正解 {wrong}（{share}）。このうち明日までに復習 {due}",
        "{answered} answered: {correct} right, {partial} partly, {wrong} wrong ({share}). Due again by tomorrow: {due}",
    ),
    "fitted": (
        "記憶モデルを {reviews} 回の復習に合わせました。新しい {held_out} 回の予測の対数損失 {before} → {loss}",
        "The memory model was fitted to {reviews} {reviews:review|reviews}. Log loss on the "
        "newest {held_out}: {before} → {loss}",
    ),
    "not_fitted": (
        "合わせても新しい {held_out} 回の予測は良くならない（対数損失 {before} → {loss}）ため、今のままにします。",
        "Fitted, it would not predict the newest {held_out} better (log loss {before} → {loss}): nothing was changed.",
    ),
    "replayed": ("変わったカードは {count} 枚です。", "{count} {count:card was|cards were} changed."),
}
