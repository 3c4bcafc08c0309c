"""What use has shown of questions: the statistics of items."""

CATALOG: dict[str, tuple[str, str]] = {
    # The report of `quizapp bank stats --items`.
    "name": ("問題", "question"),
    "answers": ("解答", "answers"),
    "facility": ("平均得点", "facility"),
    "discrimination": ("識別力", "discr."),
    "seconds": ("時間", "time"),
    "about": (
        "いまの版への初回の解答だけを数えます。平均得点（易しさ）には 95 % 信頼区間をつけます。"
        "識別力は、同じ学習の残りの得点との相関です。"
        "0.15 未満ならできる人とできない人をほとんど分けず、負なら正解を疑います。時間は中央値です。"
        "○ は正解の、× は誤りの選択肢を選んだ割合です。",
        "First answers to the questions as they are now. Facility is the mean score, with its 95 % interval. "
        "Discrimination is the correlation with the score of the rest of the sitting: under 0.15 an item hardly tells "
        "the able from the others, under 0 the key is in doubt. Time is the median. ○ is the share that took a right "
        "choice, × a wrong one.",
    ),
    "to_look_at": ("見直す項目（{count}）", "To look at ({count})"),
    "others": ("ほかの項目（{count}）", "The others ({count})"),
    "shown": (
        "{items} 項目のうち、いまの版への初回の解答が 10 回以上ある {shown} 項目。識別力と選択肢は 30 回から出ます。",
        "{shown} of {items} {items:item|items} with 10 first answers or more to the present version; discrimination "
        "and choices are told from 30 on.",
    ),
    # Both there and in Author.
    "share": (
        "平均得点 {share} %（{low}–{high}）· {count} 件",
        "facility (mean score) {share} % ({low}–{high}) · n = {count}",
    ),
    "right": ("すべて正しい {share} %", "fully right {share} %"),
    "at_place": ("正しい位置に置いた割合", "placed rightly"),
    "paired": ("正しく組にした割合", "paired rightly"),
    "commonest_order": ("最も多い誤った順: {order}  {share} %", "commonest wrong order: {order}  {share} %"),
    "commonest_pair": (
        "最も多い誤った組: {left} — {right}  {share} %",
        "commonest wrong pair: {left} – {right}  {share} %",
    ),
    "wrong_ways": ("選ばれた誤り", "wrong partners taken"),
    "mistakes": ("誤りの内訳", "named mistakes"),
}
