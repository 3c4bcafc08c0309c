"""What `quizapp bank changes` says of an edit that its author knows of, or that nobody who has answered is met by."""

CATALOG: dict[str, tuple[str, str]] = {
    # What differs from the last commit only, and meets nobody who has answered.
    "committed": (
        "{id}: 最後のコミットからの変更（{kind}）: {fields}。{about}",
        "{id}: edited since the last commit ({kind}: {fields}); {about}",
    ),
    "kind_wording": ("言い回し", "wording"),
    "kind_meaning": ("意味", "meaning"),
    "kind_key": ("正解", "key"),
    "unanswered": ("まだ誰も解いていません", "nobody has answered it yet"),
    "counts_now": (
        "これまでの解答はいまの版の解答として数えています",
        "all answers count as answers to it as it is now",
    ),
    "goes_on": (
        "予定も統計も続きます",
        "schedule and statistics go on",
    ),
    "apart": (
        "予定は続き、前の版の統計とは分けて数えています",
        "the schedule goes on, and the statistics of the version before are kept apart",
    ),
    # The word of an author.
    "noted": (
        "確認済みとして記録されています。もう知らせません",
        "it is noted that you know; it is not told again",
    ),
    "not_noted": (
        "解答した人に関わる変更はないので、記録するものはありません。コミットするまで一覧に出ます",
        "nothing of it meets those who have answered, so there is nothing to note; it is listed until it is committed",
    ),
    # Several versions.
    "version": (
        "{attempts} 回の解答がある版: {changed} 件の判定が変わります（quizapp bank regrade {id} --since {since}）",
        "a version with {attempts} {attempts:answer|answers}, {changed} would be judged otherwise: "
        "quizapp bank regrade {id} --since {since}",
    ),
}
