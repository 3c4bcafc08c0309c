"""What is said of answers that are judged anew after an edit of the key."""

CATALOG: dict[str, tuple[str, str]] = {
    "shown": (
        "{id}: 以前の答え {changed} 件の判定が変わり、{same} 件は変わりません。{unknown} 件は採点し直せません",
        "{id}: {changed} earlier {changed:answer|answers} would be judged otherwise, {same} as {same:it was|they "
        "were}; "
        "{unknown} can't be judged again",
    ),
    "turn": ("{before} → {after}: {count} 件", "{before} → {after}: {count}"),
    "how": (
        "採点し直すには quizapp bank regrade {id}{since} --record（元の記録は残り、--undo で戻せます）",
        "to record this: quizapp bank regrade {id}{since} --record "
        "(the answers stay as they were recorded; --undo takes it back)",
    ),
    "other": (
        "ほかに解答のある版 {since}（{attempts} 件）: {changed} 件の判定が変わり、{same} 件は変わらず、"
        "{unknown} 件は採点し直せません: quizapp bank regrade {id} --since {since}",
        "another answered version, {since} ({attempts} {attempts:answer|answers}): {changed} would be judged "
        "otherwise, "
        "{same} as before, {unknown} can't be judged again: quizapp bank regrade {id} --since {since}",
    ),
    "announced": (
        "{id}: ほかの版の答えを採点し直していないので、quizapp bank changes は変更を知らせ続けます。"
        "そのままでよければ quizapp bank changes {id} --seen",
        "{id}: quizapp bank changes goes on telling of the edit, because the answers to other versions are not "
        "regraded; "
        "if they are to stay as they are: quizapp bank changes {id} --seen",
    ),
    "recorded": (
        "{id}: {count} 件の答えの採点し直しを記録しました。元の記録はそのままです",
        "{id}: {count} {count:answer is|answers are} judged anew, in records of their own; the old ones stay",
    ),
    "undone": (
        "{id}: {count} 件の答えを、採点し直す前の判定に戻しました",
        "{id}: {count} {count:answer counts|answers count} again as before the last regrade",
    ),
    "redone": (
        "{id}: 採点し直しの取り消しをやめました。{count} 件の答えに、採点し直した判定を再び使います",
        "{id}: the regrade that was taken back is in force again for {count} {count:answer|answers}",
    ),
    "unknown_revision": (
        "{id}: 版 {revision} への解答はありません（解答のある版: {revisions}）",
        "{id}: no answer was given to the revision {revision} (answered revisions: {revisions})",
    ),
    "none": ("{id}: 採点し直しの記録はありません", "{id}: there is no regrade to take back"),
    "unused": (
        "{id}: 今の版より前の版への答えはありません",
        "{id}: no answers were given to an earlier revision",
    ),
}
