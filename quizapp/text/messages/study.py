"""The words for what a use case can't do, and why."""

CATALOG: dict[str, tuple[str, str]] = {
    "nothing_to_ask": (
        "条件に合う問題がありません。条件を緩めてください。",
        "No question fits the choice. Widen it.",
    ),
    "nothing_due": (
        "今日の復習は終わりました。新しい問題も今日の分は済んでいます。",
        "Nothing is due, and today's new questions are done.",
    ),
    "no_such_sitting": (
        "その演習は見つかりません。",
        "There is no such quiz.",
    ),
    "sitting_changed": (
        "この演習は、ほかの画面で先に進んでいます。開き直してください。今の解答は記録されていません。",
        "This quiz was continued elsewhere. Open it again; this answer was not recorded.",
    ),
    "already_answered": (
        "この問題には解答済みです。",
        "This question has been answered already.",
    ),
    "not_answered": (
        "先に、この問題に解答してください。",
        "Answer this question first.",
    ),
    "nothing_to_undo": (
        "取り消せる解答がありません。",
        "There is no answer to take back.",
    ),
}
