"""Banks, their files and folders."""

CATALOG: dict[str, tuple[str, str]] = {
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
}
