"""What is said of an edit, held against what learners answered."""

CATALOG: dict[str, tuple[str, str]] = {
    "said_to_be_wording": (
        "{id}: 言い回しだけの変更とされています（予定と統計はそのまま）: {fields}",
        "{id}: said to be an edit of words only ({fields}); schedule and statistics go on",
    ),
    "not_kept": (
        "解答された版の内容は残っていません",
        "what the answered version said is not kept",
    ),
    "used": (
        "すべての版を合わせて {sittings} 回の学習で {attempts} 回、{learners} 人が答えています",
        "all its versions together are used in {sittings} {sittings:sitting|sittings}, "
        "{attempts} {attempts:attempt|attempts}, by {learners} {learners:learner|learners}",
    ),
    "gone": (
        "解答されたことがあり、いまは問題集から読めません: {ids}",
        "answered, and no longer readable in the bank: {ids}",
    ),
    "answers_unknown": (
        "{id}: この id に解答されたことがあるかどうかは分かりません: {reason}",
        "{id}: whether it was answered before could not be looked up: {reason}",
    ),
    "id_answered": (
        "{id}: 学習者がこの id の問題に解答しています。その記録と混ざらないように、別の id にしてください",
        "{id}: learners have answered a question of this id, and their answers would count for the new one; "
        "take another id",
    ),
    "unused": ("{id}: まだ誰も解いていません", "{id}: nobody has answered it yet"),
    "other_key": (
        "{id}: 正解が変わっているので、言い回しだけの変更にはできません（{fields}）",
        "{id}: other answers are right now, so that it can't be said to be words only ({fields})",
    ),
}
