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
    "nothing_to_redo": (
        "やり直せる解答がありません。",
        "There is no answer to give again.",
    ),
    "nothing_wrong": (
        "間違えた解答ではないので、原因は付けられません。",
        "The last answer was not wrong, so it has no cause of error.",
    ),
    "not_rated": (
        "この解答は復習の予定を動かしていないので、評価は付けられません。",
        "This answer did not move the schedule, so it can't be rated.",
    ),
    "no_such_question": (
        "その問題はありません。",
        "There is no such question.",
    ),
    "no_such_preset": (
        "その名前の保存した条件はありません。",
        "No saved choice has this name.",
    ),
    "no_optimizer": (
        "記憶モデルの調整には追加の部品が要ります。pip install 'quizapp[optimizer]' で入れてください。",
        "Fitting the memory model needs an extra part. Install it with: pip install 'quizapp[optimizer]'.",
    ),
    "too_few_reviews": (
        "復習の記録が {reviews} 件なので、記憶モデルはまだ調整できません（{least} 件から）。",
        "With {reviews} {reviews:review|reviews} the memory model can't be fitted yet; it takes {least}.",
    ),
}
