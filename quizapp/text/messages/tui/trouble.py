"""What the Author screens say where something can't be done with a file, its draft, the disk or a question."""

CATALOG: dict[str, tuple[str, str]] = {
    "trouble_disk": ("ファイルを扱えません: {reason}", "A file can't be used: {reason}"),
    "trouble_question_gone": (
        "{name}: いまのファイルからは読めない問題です。",
        "{name}: no such question can be read from the files as they are now.",
    ),
    "trouble_program": (
        "プログラムの誤りで途中で止まりました。書いた文はそのままです。お知らせください: {reason}",
        "The program failed at this; what you have typed is as it was. Please report it: {reason}",
    ),
    # The editor.
    "author_unchecked": ("検査できませんでした: {reason}", "It could not be checked: {reason}"),
    "author_undrafted": ("下書きを残せない", "no draft can be kept"),
    "author_file_protected": (
        "このファイルは読み取り専用です。変更は保存できません。",
        "This file is read-only: no change can be saved.",
    ),
    "author_reverted": (
        "ファイルの文に戻しました。下書きには {undo} で戻れます。写し: {place}",
        "Back to what is in the file; {undo} brings the draft back, of which a copy is kept in {place}",
    ),
    "author_dropped": (
        "下書きを捨てました。写し: {place}",
        "The draft is dropped; a copy of it is kept in {place}",
    ),
    "unopened": ("このファイルは開けません。", "This file can't be opened."),
    "unopened_about": (
        "ほかのプログラムで直すか元に戻せば、ここに開きます。{key} で戻ります。",
        "As soon as another program has mended it or put it back, it opens here. {key} goes back.",
    ),
    # Findings of the lint, where the command line names a command.
    "finding_review_missing": (
        "署名がないまま ready です。{key} でブラインド査読してください",
        "ready without a signed review: {key} reviews it blind",
    ),
    "finding_review_stale": (
        "査読のあとで内容が変わっています。{key} で査読し直してください（{names}）",
        "changed since its review: {key} reviews it again ({names})",
    ),
    "finding_translation_stale": (
        "英語が古くなっています。直したら {key} で同じ内容だと記録してください",
        "the English is behind: mend it, then {key} says that both are the same",
    ),
    "finding_translation_stale_ja": (
        "日本語が古くなっています。直したら {key} で同じ内容だと記録してください",
        "the Japanese is behind: mend it, then {key} says that both are the same",
    ),
    # The preview.
    "preview_none": ("読めるようになると表示します", "shown as soon as it can be read"),
    "preview_failed": (
        "プログラムの誤りで止まりました。お知らせください: {reason}",
        "the program failed; please report it: {reason}",
    ),
    # Reviews.
    "blind_changed": (
        "答えたあとで問題が変わりました。何も記録していません。{key} でいまの問題に答え直してください。",
        "The question has changed since you answered it, and nothing was recorded. {key}: answer it as it is now.",
    ),
    "blind_answer_again": (
        "問題が変わりました。まずいまの問題に答え直してください。",
        "The question has changed: answer it as it is now first.",
    ),
    "act_answer_again": ("答え直す", "answer again"),
    "blind_unaskable": (
        "この問題は出題できないため、査読できません。",
        "It can't be asked, and so not be reviewed.",
    ),
}
