"""The words for what can be wrong with the database: what happened, which file, what to do."""

CATALOG: dict[str, tuple[str, str]] = {
    "failed": (
        "データベース {file} を使えません({reason})。",
        "The database {file} can't be used ({reason}).",
    ),
    "newer": (
        "データベース {file} は、新しい版の quizapp で作られています。"
        "quizapp を更新してください。ファイルには触れていません。",
        "The database {file} was written by a newer quizapp. Upgrade the program; the file has not been touched.",
    ),
    "foreign": (
        "{file} は quizapp のデータベースではありません。別のファイルを指定してください。ファイルには触れていません。",
        "{file} is not a database of quizapp. Name another file; this one has not been touched.",
    ),
    "damaged": (
        "データベース {file} が壊れています({reason})。"
        "「quizapp db restore」でバックアップに戻せます。壊れたファイルは残ります。",
        "The database {file} is damaged ({reason}). "
        "“quizapp db restore” goes back to a back-up; the damaged file is kept.",
    ),
    "locked": (
        "データベース {file} は、ほかのプログラムが使用中です。"
        "ほかの quizapp を終えてから、もう一度お試しください。今の操作は記録されていません。",
        "The database {file} is in use by another program. "
        "Close any other quizapp and try again; what you just did was not recorded.",
    ),
    "locked_opening": (
        "データベース {file} は、ほかのプログラムが使用中です。ほかの quizapp を終えてください。記録は無事です。",
        "The database {file} is in use by another program. Close any other quizapp; your progress is safe.",
    ),
    "in_use": (
        "データベース {file} は、ほかの quizapp で開かれているため、置き換えられません。"
        "そちらを終えてから、もう一度お試しください。何も変えていません。",
        "The database {file} is open in another quizapp, so it can't be replaced. "
        "Close that one and try again; nothing has been changed.",
    ),
    "read_only": (
        "データベース {file} に書き込めません({reason})。ファイルとフォルダーの書き込み権限を確かめてください。",
        "The database {file} can't be written ({reason}). Check that you may write to the file and its folder.",
    ),
    "full": (
        "ディスクに空きがなく、データベース {file} に書き込めません。"
        "空きを作ってから、もう一度お試しください。今の操作は記録されていませんが、それまでの記録は無事です。",
        "The disk is full, so the database {file} can't be written. "
        "Free some room and try again; what you just did was not recorded, everything before it is safe.",
    ),
    "full_opening": (
        "ディスクに空きがなく、データベース {file} を開けません。空きを作ってください。記録は無事です。",
        "The disk is full, so the database {file} can't be opened. Free some room; your progress is safe.",
    ),
    "unreachable": (
        "データベース {file} を開けません({reason})。場所と権限を確かめてください。",
        "The database {file} can't be opened ({reason}). Check its place and your permissions.",
    ),
    "no_place": (
        "{file} では、データベースの場所が分かりません。QUIZAPP_DATABASE_URL には、ファイルの絶対パス、"
        "sqlite:////（絶対パス）、postgresql://（ユーザー）@（ホスト）/（データベース）のどれかを指定してください。",
        "{file} does not say where the database is. Give QUIZAPP_DATABASE_URL the absolute path of a file, "
        "sqlite:////path/to/file or postgresql://user@host/database.",
    ),
    "no_folder": (
        "データベース {file} を置くフォルダーがありません。フォルダーを作るか、QUIZAPP_DATABASE_URL を直してください。",
        "The folder of the database {file} does not exist. Make the folder, or correct QUIZAPP_DATABASE_URL.",
    ),
    "no_driver": (
        "データベース {file} に接続するためのドライバーがありません({reason})。"
        "次のコマンドで入ります: pip install 'quizapp[postgres]'。",
        "The driver for the database {file} is missing ({reason}). Install it: pip install 'quizapp[postgres]'.",
    ),
    "incomplete": (
        "データベース {file} に、この版の表または列がありません({reason})。サーバーのバックアップから戻してください。",
        "The database {file} lacks a table or a column of this version ({reason}). "
        "Restore it from the server's own back-up.",
    ),
    "no_learner": (
        "データベース {file} で学習する人の名前が分かりません。QUIZAPP_LEARNER に名前を指定してください。",
        "Nothing says who is learning in the database {file}. Set QUIZAPP_LEARNER to your name.",
    ),
    "upgrade_failed": (
        "データベース {file} を新しい形式に移せませんでした({reason})。元のままにしてあります。",
        "The database {file} could not be upgraded ({reason}). It is as it was before.",
    ),
    "no_backup": (
        "{file} は quizapp のバックアップではありません({reason})。",
        "{file} is not a back-up of quizapp ({reason}).",
    ),
    "never_backed_up": (
        "バックアップは見つかりません。",
        " No back-up was found.",
    ),
    "last_backup": (
        "最後のバックアップ: {backup}",
        " Last back-up: {backup}",
    ),
    # What `quizapp db check` finds.
    "finding_orphan": (
        "{table} の行 {row} が指す {parent} の行がありません",
        "row {row} of {table} points to a missing row of {parent}",
    ),
    "finding_foreign": ("quizapp のデータベースではありません", "not a database of quizapp"),
    "finding_no_revision": ("データベースの版が記録されていません", "the database does not say of which version it is"),
    "finding_newer": (
        "新しい版の quizapp のデータベースです(リビジョン {revision})。quizapp を更新してください",
        "written by a newer quizapp (revision {revision}); upgrade the program",
    ),
    "finding_no_table": ("表 {table} がありません", "the table {table} is missing"),
    "finding_no_column": ("表 {table} に列 {column} がありません", "the table {table} has no column {column}"),
}
