"""What the commands print."""

CATALOG: dict[str, tuple[str, str]] = {
    "no_question": ("問題 {id} はありません", "there is no question {id}"),
    "no_family": ("計算問題 {name} はありません", "there is no family {name}"),
    "no_setting": ("設定 {name} はありません。設定: {names}", "there is no setting {name}; settings: {names}"),
    "unwritable": ("{file} に書けません: {reason}", "can't write {file}: {reason}"),
    "lint_result": (
        "{questions} 問を調べました。エラー {errors}、警告 {warnings}",
        "{questions} questions checked: {errors} errors, {warnings} warnings",
    ),
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
    "missing_topics": ("問題のない主題", "topics without a question"),
    "missing_terms": ("問われていない用語", "terms not asked"),
}
