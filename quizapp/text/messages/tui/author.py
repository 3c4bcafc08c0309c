"""What the Author screens say: the banks, the editor and its preview, saving, status, reviews, uses, coverage."""

CATALOG: dict[str, tuple[str, str]] = {
    "author": ("作問", "Author"),
    # The banks.
    "author_shipped": ("付属の問題バンク", "The bank that ships"),
    "author_read_only": ("読み取り専用", "read-only"),
    "author_writable": ("自分の問題バンク。ここに書けます。", "A bank of your own: you can write here."),
    "author_checkout": (
        "付属の問題バンク（書き込めるチェックアウト）。変更は git で管理されます。",
        "The bank that ships, in a checkout that can be written: changes are git's to keep.",
    ),
    "author_packaged": (
        "プログラムに付属する問題バンクは読み取り専用です（更新で上書きされます）。"
        "自分のバンクを加えて書いてください。",
        "The bank inside the program is read-only (an upgrade would overwrite it). Add a bank of your own to write.",
    ),
    "author_unwritable": (
        "このフォルダには書き込めないため、読み取り専用です。",
        "This folder can't be written, so it is read-only.",
    ),
    "author_gone": ("このバンクのフォルダが見つかりません。", "The folder of this bank is not there."),
    "author_no_open_bank": (
        "書き込めるバンクがありません。{key} で自分のバンクを加えてください。",
        "No bank can be written. Add one of your own with {key}.",
    ),
    "author_not_in_bank": (
        "そのファイルは、使っているどのバンクにもありません。{key} で加えてください。",
        "That is in none of the banks in use. Add its bank with {key}.",
    ),
    "author_bank_added": ("バンク {name} を加えました。", "The bank {name} is added."),
    "author_find": ("id や問題文の言葉", "words of id or stem"),
    "author_marked": ("指摘あり", "with findings"),
    "author_errors": ("エラーあり", "with errors"),
    "author_warnings": ("警告あり", "with warnings"),
    "author_looking": ("検査中 {done}/{total}", "checking {done}/{total}"),
    "author_figures": (
        "{shown} 件  ×{errors}  !{warnings}",
        "{shown} {shown:file|files}  ×{errors}  !{warnings}",
    ),
    "status_draft": ("下書き", "draft"),
    "status_review": ("査読中", "review"),
    "status_ready": ("公開", "ready"),
    "status_retired": ("取り下げ", "retired"),
    "status_gone": ("消失", "gone"),
    "status_unread": ("読めない", "unread"),
    "kind_of_single": ("択一", "one of several"),
    "kind_of_multiple": ("複数選択", "several of several"),
    "kind_of_numeric": ("数値", "number"),
    "kind_of_expression": ("数式", "formula"),
    "kind_of_code": ("コード", "code"),
    "kind_of_order": ("並べ替え", "order"),
    "kind_of_match": ("組み合わせ", "match"),
    "kind_of_set": ("セット問題", "set of parts"),
    # Why something can't be done.
    "author_no_file": ("問題ファイルの行で使えます。", "It works on the line of a question file."),
    "author_unread": (
        "この問題はまだ読めません。先に指摘を直してください。",
        "This question can't be read yet: mend it first.",
    ),
    "author_save_first": ("先に保存してください（{key}）。", "Save first ({key})."),
    "author_draws_nothing": (
        "この問題は数字を引かないため、数値検査はありません。",
        "This question draws no numbers: there is nothing to stress.",
    ),
    "author_no_findings": ("指摘はありません。", "There are no findings."),
    "author_no_parts": ("セット問題ではありません。", "This is no set of parts."),
    "author_not_typed": ("入力する問題ではありません。", "No answer is typed here."),
    "author_nothing_to_fix": ("機械的に直せるところはありません。", "Nothing here is mended without judgement."),
    # The editor.
    "author_checking": ("検査しています…", "Checking…"),
    "author_sound": ("✓ 指摘はありません", "✓ nothing found"),
    "author_findings": ("指摘 {count} 件", "{count} findings"),
    "author_findings_one": ("指摘 1 件", "1 finding"),
    "author_saved": ("保存しました。", "Saved."),
    "author_regraded": (
        "保存し、以前の答え {count} 件を採点し直しました。元の記録はそのままです。",
        "Saved; {count} earlier {count:answer is|answers are} judged anew. The old records stay.",
    ),
    "author_nothing_new": ("変更はありません。", "Nothing has changed."),
    "author_kept": ("保存していない文を下書きとして残しました。", "What is not saved is kept as a draft."),
    "author_draft": (
        "前に書きかけた下書きを開きました。{key} でファイルの文に戻せます。",
        "Here is the draft that you left. {key} goes back to the file.",
    ),
    "author_draft_old": (
        "前に書きかけた下書きを開きました。その後ファイルが変わっています。{key} でファイルの文に戻せます。",
        "Here is the draft that you left. The file has changed since; {key} goes back to the file.",
    ),
    "author_cleaned": (
        "見えない制御文字を取り除きました。保存すると反映されます。",
        "Invisible control characters are left out here; saving removes them.",
    ),
    "author_conflict": (
        "ファイルが別のプログラムで変わりました。{key} で違いを見て、どちらを残すか選べます。",
        "Another program has changed the file. {key} shows how it differs, and you choose which to keep.",
    ),
    "author_conflict_gone": (
        "ファイルがなくなりました。ここの文は下書きとして残しています。{key} で作り直せます。",
        "The file is gone. The text here is kept as a draft; {key} makes the file again.",
    ),
    "author_conflict_garbled": (
        "別のプログラムが、文として読めないものを書きました。ここの文は下書きとして残しています。{key} で選べます。",
        "Another program wrote what can't be read as text. The text here is kept as a draft; {key} lets you choose.",
    ),
    "author_conflict_barred": (
        "ファイルの場所に別のもの（フォルダなど）があります。ここの文は下書きとして残しています。",
        "Something else, such as a folder, stands in the file's place. The text here is kept as a draft.",
    ),
    "author_file_text": ("ファイルが新しい", "file is newer"),
    "author_file_gone": ("ファイルがない", "file is gone"),
    "author_file_garbled": ("ファイルが読めない", "file can't be read"),
    "author_file_barred": ("ファイルでない", "no file"),
    "conflict": ("ファイルが変わっています", "The file has changed"),
    "conflict_no_file": ("ファイルがありません", "No file is there"),
    "act_make_again": ("作り直す", "make it again"),
    "conflict_text": (
        "別のプログラムがファイルを書き換えました。ここの文とは {count} 行違います。まだ何も保存していません。",
        "Another program has written the file: it differs from the text here in {count} {count:line|lines}. "
        "Nothing is saved yet.",
    ),
    "conflict_gone": (
        "ファイルがなくなっています。まだ何も保存していません。",
        "The file is gone. Nothing is saved yet.",
    ),
    "conflict_garbled": (
        "別のプログラムが書き換えたファイルは、問題の文として読めません。まだ何も保存していません。",
        "Another program has written the file, and what it wrote can't be read as text. Nothing is saved yet.",
    ),
    "conflict_barred": (
        "ファイルの場所に、ファイルでないもの（フォルダなど）があるため、書けません。",
        "Something that is no file, such as a folder, stands in its place: nothing can be written there.",
    ),
    "conflict_no_text": ("取り込める文がファイルにありません。", "The file has no text that could be taken."),
    "conflict_take_disk": (
        "ファイルの内容を取り込む。ここの文には {undo} で戻せます。",
        "takes what is in the file; {undo} brings the text here back.",
    ),
    "conflict_overwrite_disk": ("ここの文で上書きする。", "overwrites it with the text here."),
    "conflict_make_again": ("ここの文で、同じ場所に作り直す。", "makes it again in its place, with the text here."),
    "conflict_leave": (
        "編集に戻る。文は下書きにも残り、{save} でまた選べます。",
        "goes back to the text, of which a draft is kept; {save} asks again.",
    ),
    "conflict_copies": ("なくなるほうの写しは {folder} に残ります。", "A copy of what gives way is kept in {folder}"),
    "conflict_lines": ("- はファイルだけ、+ はここだけの行", "- only in the file, + only here"),
    "author_reread": ("ファイルの変更を読み直しました。", "The file was changed, and is read again."),
    "author_reread_used": (
        "ファイルの変更を読み直しました。解いた人に関わる変更です。{key} で内容を見られます。",
        "The file was changed, and is read again. The edit meets those who have answered: {key} tells how.",
    ),
    "author_fixed": ("{count} か所を直しました。", "{count} places mended."),
    "author_fixed_one": ("1 か所を直しました。", "1 place mended."),
    "author_unwritten_kept": (
        "ファイルに書けません: {reason}。ここの文は下書きとして残しました。",
        "The file can't be written: {reason}. The text here is kept as a draft.",
    ),
    "author_no_draft": (
        "下書きを残せません: {reason}。文はこの画面にしかありません。",
        "No draft can be kept: {reason}. The text is only here.",
    ),
    "author_unkept": (
        "下書きに書けません: {reason}。文はこの画面にしかありません。もう一度 {key} か終了で、残さずに出ます。",
        "The draft can't be written: {reason}. The text is only here; {key} or quitting once more gives it up.",
    ),
    "author_draft_gone": (
        "ファイルはなくなっています。残っていた下書きを開きました。{key} で作り直せます。",
        "The file is gone; here is the draft that is left of it. {key} makes the file again.",
    ),
    "author_draft_garbled": (
        "ファイルは文として読めません。残っていた下書きを開きました。{key} で選べます。",
        "The file can't be read as text; here is the draft that is left of it. {key} lets you choose.",
    ),
    "author_draft_barred": (
        "ファイルの場所に別のものがあります。残っていた下書きを開きました。",
        "Something else stands in the file's place; here is the draft that is left of it.",
    ),
    "author_unwritten": ("ファイルに書けません: {reason}", "The file can't be written: {reason}"),
    "author_translated": (
        "日本語と英語が同じ内容だと記録しました。",
        "Recorded: both languages say the same.",
    ),
    "author_no_editor": (
        "環境変数 EDITOR にエディタを設定してください。",
        "Set the environment variable EDITOR to your editor.",
    ),
    "author_no_suspend": (
        "この端末では別のエディタに切り替えられません。",
        "This terminal can't go to another editor and back.",
    ),
    "author_editor_failed": ("エディタを起動できません: {reason}", "The editor can't be started: {reason}"),
    "act_to_source": ("本文へ", "source"),
    "act_once_more": ("もう一度", "once more"),
    # The preview.
    "preview": ("プレビュー", "Preview"),
    "preview_seed": ("数字 #{seed}", "numbers #{seed}"),
    "preview_last": ("最後に読めた版", "the last version that could be read"),
    "preview_unaskable": ("出題できません: {reason}", "can't be asked: {reason}"),
    # Before saving.
    "saving": ("保存の前に", "Before saving"),
    "saving_tags": ("解説や分類の変更です。", "An edit of what only teaches or sorts."),
    "saving_tags_about": ("予定も統計もそのまま続きます。", "Schedule and statistics go on."),
    "saving_wording": ("言い回しの変更です。", "An edit of the wording."),
    "saving_wording_about": (
        "尋ねることは同じです。復習の予定も統計もそのまま続きます。",
        "It asks the same. Reviews and statistics go on as they are.",
    ),
    "saving_meaning": ("尋ねる内容の変更です。", "An edit of the meaning."),
    "saving_meaning_about": (
        "同じ内容だと言い切れません。復習の予定は続き、統計はこの版から新しく数えます。"
        "言い回しだけの変更として保存すれば、統計も続きます。",
        "It may ask something else. Reviews go on, statistics begin anew with this version. "
        "Saved as an edit of words only, statistics go on too.",
    ),
    "saving_key": ("正解に関わる変更です。", "An edit of the key."),
    "saving_key_about": (
        "正しい答えが変わるかもしれません。統計はこの版から新しく数えます。これまでの記録は書き換えません。",
        "Other answers may be right now. Statistics begin anew with this version. No record of earlier answers is "
        "rewritten.",
    ),
    "saving_unreadable": ("この文は問題として読めません。", "This text can't be read as a question."),
    "saving_unreadable_about": (
        "保存すると、直るまで出題されません。",
        "Saved like this, it is asked no more until it is mended.",
    ),
    "saving_renamed": ("id の変更です。", "Another id."),
    "saving_renamed_about": (
        "解答 {attempts} 件は前の id（{old}）に残り、{new} には引き継がれません。復習の予定も統計も新しく始まります。"
        "{key} で戻って id をそのままにするか、新しい問題を別のファイルに書いてください。",
        "{attempts} {attempts:answer hangs|answers hang} on the old id, {old}, and {attempts:stays|stay} there; "
        "reviews and statistics of {new} begin anew. Go back ({key}) and keep the id, or write a new question in a "
        "file of its own.",
    ),
    "saving_apart": (
        "ほかの解答 {count} 件は、この版への解答か、以前に変更をお知らせした版への解答で、この採点には含みません。"
        "quizapp bank regrade {id} で確かめられます。",
        "{count} other {count:answer is|answers are} to this version or to versions whose edits were told before, and "
        "not judged here: see quizapp bank regrade {id}.",
    ),
    "saving_since": (
        "いまのファイルではなく、学習者が最後に答えた版と比べています。",
        "Held against what learners answered last, which is not the file as it is now.",
    ),
    "saving_not_kept": (
        "最後に答えられた版の内容が残っていないため、内容の変更として扱います。",
        "What learners answered last is not kept, so it counts as another meaning.",
    ),
    "saving_not_meaning": (
        "内容の変更ではないので、言い直す必要はありません。",
        "It is not taken for an edit of the meaning.",
    ),
    "saving_used": (
        "使用: 演習 {sittings} 回、解答 {attempts} 件、学習者 {learners} 人",
        "Used in {sittings} {sittings:sitting|sittings}: {attempts} {attempts:answer|answers} "
        "by {learners} {learners:learner|learners}",
    ),
    "saving_fields": ("変わる項目", "What differs"),
    "edit_none": ("変更なし", "nothing"),
    "edit_tags": ("解説・分類", "teaching and sorting"),
    "edit_wording": ("言い回し", "wording"),
    "edit_meaning": ("内容", "meaning"),
    "edit_key": ("正解", "key"),
    "edit_new": ("新規", "new"),
    "saving_versions": (
        "解答のある版は {count} つあります。",
        "It meets {count} answered {count:version|versions}.",
    ),
    "saving_together": (
        "採点し直すと、合わせて {changed} 件の判定が変わります。",
        " A regrade of all would change {changed} {changed:verdict|verdicts}.",
    ),
    "saving_version": (
        "版 {revision}: 解答 {attempts} 件、学習者 {learners} 人",
        "Version {revision}: {attempts} {attempts:answer|answers} by {learners} {learners:learner|learners}",
    ),
    "saving_version_not_kept": (
        "    この版の内容は残っていません。",
        "    What this version said is not kept.",
    ),
    "saving_version_same": (
        "正解は同じなので、採点し直すものはありません。",
        "The same answers are right: there is nothing to regrade.",
    ),
    "saving_regrade": (
        "採点し直すと、以前の答え {changed} 件の判定が変わり、{same} 件は変わりません。",
        "A regrade would change {changed} earlier {changed:verdict|verdicts} and leave {same}.",
    ),
    "saving_unknown": ("{unknown} 件は採点し直せません。", " {unknown} can't be judged again."),
    "saving_answers": ("{count} 件", "{count} answers"),
    "saving_answers_one": ("1 件", "1 answer"),
    "saving_regrade_about": (
        "{key} で、元の記録を残したまま新しい判定を記録します。統計と予測に反映され、カードの予定は動きません。"
        "quizapp bank regrade {id} --undo で戻せます。",
        "{key} records the new verdicts beside the old records. Statistics and forecasts count them, no card moves; "
        "quizapp bank regrade {id} --undo takes it back.",
    ),
    "saving_nothing_changes": ("判定の変わる答えはありません。", "No earlier verdict would change."),
    # A new question.
    "act_next_row": ("次へ", "next"),
    "making": ("新しい問題", "A new question"),
    "making_id": ("id（ファイルの名前）", "Id (the name of the file)"),
    "making_id_about": (
        "英小文字、数字、ハイフン。あとから変えず、使い回しません。",
        "Small letters, digits and hyphens. It never changes and is never used again.",
    ),
    "making_id_like": ("例 conv-output-size", "such as conv-output-size"),
    "new_kind": ("形式", "Kind"),
    "new_chapter": ("章", "Chapter"),
    "new_texts": ("書く言語", "Languages"),
    "new_bank": ("バンク", "Bank"),
    "texts_both": ("日本語と英語", "Japanese and English"),
    "texts_ja": ("日本語から", "Japanese first"),
    "texts_en": ("英語から", "English first"),
    # The gate.
    "stressing": ("数値検査", "Stress"),
    "stressing_about": (
        "{seeds} 通りの数字を引き、答え、検算、誤り、選択肢を確かめます。",
        "Draws {seeds} {seeds:set|sets} of numbers and holds answer, second route, mistakes and choices against the "
        "rules.",
    ),
    "stressing_cancel": ("esc で中止", "esc: cancel"),
    "stressing_runs": ("検査中です。", "It is running."),
    "stressing_sound": ("問題ありません（{seeds} 通り）", "sound over {seeds} {seeds:draw|draws}"),
    "stressing_wrong": ("直すところがあります（{count}）", "to be mended ({count})"),
    "stressing_warned": ("確かめるところがあります（{count}）", "to be looked at ({count})"),
    "stressing_figures": (
        "異なる問題 {distinct} 通り · 使えた数字 {acceptance} %",
        "{distinct} different {distinct:variant|variants} · {acceptance} % of the draws usable",
    ),
    # Status and signatures.
    "statuses": ("状態と署名", "Status and signatures"),
    "status_now": ("今の状態", "Status now"),
    "status_draft_about": ("書き直す", "write on"),
    "status_review_about": ("査読を待つ", "waits for a review"),
    "status_ready_about": ("出題する（査読済みでエラーなし）", "asked: reviewed as it stands, no errors"),
    "status_retired_about": ("もう出題しない。記録は残る", "asked no more; its records stay"),
    "status_gate": (
        "公開の前に、{seeds} 通りの数字で確かめています。",
        "Held against {seeds} sets of numbers before it becomes ready.",
    ),
    "status_stopped": ("中止しました。状態は元のままです。", "Stopped; the status is as it was."),
    "status_not_reviewed": (
        "今の内容への署名がありません。{key} で署名するか、{leave} で戻って {blind} でブラインド査読を受けてください。",
        "Nobody has signed it as it stands. Sign with {key}, or go back ({leave}) and have it reviewed blind "
        "({blind}).",
    ),
    "status_still_disputed": (
        "今の内容に異議があります。異議を残した人の署名では消えません。{leave} で戻り、問題文・選択肢・解答などを"
        "直して、{blind} でもう一度ブラインド査読を受けてください（解説・ヒント・ステップ・分類だけの修正では異議は"
        "残ります）。本人が異議を取り下げたときは、本文の reviewed_by からその人の記録を消し、署名が残っていなければ"
        "査読を受けてください。",
        "It is disputed as it stands, and a later signature of the same person does not end that. Go back ({leave}), "
        "mend what is asked or how it is judged, and have it reviewed blind again ({blind}); an edit of explanation, "
        "hint, steps or tags alone leaves the dispute. Where a dispute is taken back, delete that person's record "
        "under reviewed_by in the text, and have it reviewed if no signature is left.",
    ),
    "status_needs": ("公開の条件", "To become ready"),
    "status_signed": ("今の内容への署名", "signed as it stands"),
    "status_disputes": ("今の内容への異議 {count} 件", "{count} {count:dispute|disputes} of it as it stands"),
    "status_errors": ("検査のエラー {count} 件", "{count} {count:error|errors} of the lint"),
    "status_no_errors": ("検査のエラーなし", "no errors of the lint"),
    "status_gate_later": (
        "数値検査: 公開するときに {seeds} 通りの数字で確かめる",
        "the gate: {seeds} draws, made when the status is set",
    ),
    "signatures": ("署名", "Signatures"),
    "signatures_none": ("まだありません。", "None yet."),
    "signed_current": ("今の内容に署名", "of it as it stands"),
    "signed_stale": ("前の版への署名", "of an earlier version"),
    "signed_disputed": ("異議あり", "disputes it"),
    "signed_answered": ("解答 {verdict}", "answered: {verdict}"),
    "ask_name": ("お名前（署名として残ります）", "Your name, as it stands in the record"),
    "ask_name_about": (
        "問題ファイルの reviewed_by に、今の内容のハッシュとともに残ります。",
        "It is kept in the question file under reviewed_by, with a hash of the content.",
    ),
    "ask_reason": ("異議の理由", "Why you don't agree"),
    "ask_reason_about": ("著者に伝わるように短く。", "Short, for the author to read."),
    "ask_bank_name": ("問題バンクの名前（フォルダ {folder}）", "A name for the bank in the folder {folder}"),
    "ask_bank_name_about": (
        "フォルダの名前は id に付けられません。小文字の英数字 16 字まで、最初は文字です。Enter で加えます。",
        "The folder's name can't go before an id: up to 16 small letters and digits, a letter first. Enter adds it.",
    ),
    "ask_bank": ("バンクにするフォルダ", "The folder of the bank"),
    "ask_bank_about": (
        "章ごとのフォルダに問題ファイルが入ります。まだなければ作ります。"
        "フォルダの名前が id の前に付きます（seminar:…）。",
        "Chapters are folders in it, with question files. It is made if it is not there; its name goes before the ids.",
    ),
    # Blind review.
    "blind_title": ("ブラインド査読", "Blind review"),
    "blind_head": ("正解を見ずに答えてください", "Answer without the key"),
    "blind_decide": (
        "解説まで読んだら、同意して署名するか、異議を残してください。",
        "Read the solution too; then agree and sign, or dispute it.",
    ),
    "blind_all_parts": ("まず答えてください（セットはすべての小問に）。", "Answer first, every part of a set."),
    "blind_signed": ("{name} の署名を記録しました。", "Signed by {name}."),
    "blind_disputed": ("{name} の異議を記録しました。", "The dispute of {name} is recorded."),
    # Uses.
    "uses": ("使用状況", "Uses"),
    "uses_none": ("まだ誰も解いていません。", "Nobody has answered it yet."),
    "uses_now": ("今の版（{revision}）", "This version ({revision})"),
    "uses_before": ("前の版（{revision}）", "An earlier version ({revision})"),
    "uses_with": ("同じ内容の版: {revisions}", "With the revisions that ask the same: {revisions}"),
    "uses_unanswered": (
        "今の版（{revision}）にはまだ解答がありません。最後に答えられた版からの変更: {edit}",
        "Nobody has answered this version ({revision}) yet. Since the one answered last: {edit}",
    ),
    "uses_go_on": ("統計は続きます。", "Statistics go on."),
    "uses_anew": ("統計は新しく数えます。", "Statistics begin anew."),
    "uses_reports": ("未対応の報告 {count} 件", "{count} open {count:report|reports}"),
    "uses_settled": ("対応済みの報告 {count} 件", "{count} settled {count:report|reports}"),
    "uses_report_before": ("前の版について", "about an earlier version"),
    "uses_figures": (
        "演習 {sittings} 回、解答 {attempts} 件、学習者 {learners} 人",
        "{sittings} {sittings:sitting|sittings}, {attempts} {attempts:answer|answers}, "
        "{learners} {learners:learner|learners}",
    ),
    "uses_too_few": (
        "初めての解答 {count} 件。平均得点は 10 件から出ます（あと {missing} 件）。",
        "{count} first {count:answer|answers}; facility is told from 10 on ({missing} more).",
    ),
    "uses_seconds": ("時間の中央値 {seconds} 秒", "median time {seconds} s"),
    "uses_discrimination": ("識別力（残りの得点との相関）{value}", "discrimination (with the rest score) {value}"),
    "uses_more": (
        "識別力と選択肢の働きは、あと {count} 件で出ます。",
        "Discrimination and the use of choices are told after {count} more.",
    ),
    # Coverage.
    "coverage": ("網羅", "Coverage"),
    "coverage_levels": ("· は試験範囲外", "· outside the exam"),
    "coverage_total": ("計", "all"),
    "coverage_ready": ("公開", "ready"),
    "coverage_weak": ("手薄なところ", "Weak spots"),
    "kind_short_single": ("択一", "one"),
    "kind_short_multiple": ("複数", "many"),
    "kind_short_numeric": ("数値", "num"),
    "kind_short_expression": ("数式", "expr"),
    "kind_short_code": ("コード", "code"),
    "kind_short_order": ("順", "order"),
    "kind_short_match": ("組", "match"),
}
