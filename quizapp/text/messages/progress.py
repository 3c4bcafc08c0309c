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
    "unreachable": (
        "データベース {file} を開けません({reason})。場所と権限を確かめてください。",
        "The database {file} can't be opened ({reason}). Check its place and your permissions.",
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
}
