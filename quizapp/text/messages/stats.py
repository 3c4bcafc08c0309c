"""What the statistics say, on the command line and on their screen."""

CATALOG: dict[str, tuple[str, str]] = {
    "nothing_yet": (
        "まだ解答がありません。問題を解くと、ここに成績と記憶の様子が表れます。",
        "No answers yet. Once you have answered, your results and how memory holds stand here.",
    ),
    "today": (
        "今日 {answers} 問 · 正解 {right} · {minutes} 分   連続 {streak} 日（最長 {longest} 日）",
        "Today {answers} {answers:answer|answers} · {right} right · {minutes} min   "
        "streak {streak} {streak:day|days} (longest {longest})",
    ),
    "in_all": (
        "{since} から {answers} 問 · 正答率 {accuracy} % · {hours} 時間 · {days} 日",
        "Since {since}: {answers} {answers:answer|answers} · {accuracy} % right · "
        "{hours} hours · {days} {days:day|days}",
    ),
    "weeks": ("週ごとの正答率", "Right answers by week"),
    "week_row": (
        "  {day}  {bar} {accuracy:3} %  {answers} 問",
        "  {day}  {bar} {accuracy:3} %  {answers} {answers:answer|answers}",
    ),
    # Today's number holds everything that waits, also what goes beyond the day's minutes.
    "due": (
        "復習の予定（30 日）今日まで {today} 問  {row}",
        "Due in the next 30 days: {today} by today  {row}",
    ),
    "retention": ("日をおいて覚えていた割合", "Still known after days"),
    "retention_row": (
        "  直近 {days:3} 日   {share} %（復習 {reviews} 回）",
        "  last {days:3} days   {share} % of {reviews} {reviews:review|reviews}",
    ),
    "calibration": ("予測した定着率と実際", "Predicted recall, and what was recalled"),
    "calibration_row": (
        "  予測 {predicted:3} %  {bar} 実際 {observed:3} %（{reviews} 回）",
        "  predicted {predicted:3} %  {bar} recalled {observed:3} % ({reviews} {reviews:review|reviews})",
    ),
    "errors": (
        "  予測のずれ {error} · ブライアスコア {model}（全体の平均なら {average}、直近 100 回ほどの平均なら {moving}）",
        "  off by {error} · Brier score {model} (overall average {average}, last hundred or so {moving})",
    ),
    "numbers": (
        "2 回目以降の正答率：新しい数字 {fresh} %（{fresh_answers} 問）、前と同じ {seen} %（{seen_answers} 問）",
        "Met before: {fresh} % right with new numbers ({fresh_answers}), {seen} % with the same ({seen_answers})",
    ),
    "by_field": ("分野ごと", "By field"),
    "by_chapter": ("章ごと", "By chapter"),
    "by_topic": ("トピックごと", "By topic"),
    "by_section": ("章立てごと", "By section"),
    "by_kind": ("形式ごと", "By kind"),
    "by_level": ("難しさごと", "By level"),
    "share_row": (
        "  {name} {bar} {accuracy} %  {answers} 問 {pace}",
        "  {name} {bar} {accuracy} %  {answers}  {pace}",
    ),
    "causes": ("まちがいの原因", "Causes of errors"),
    "cause_unknown": ("知らなかった", "did not know"),
    "cause_vague": ("曖昧だった", "knew it vaguely"),
    "cause_confused": ("混同した", "mixed it up"),
    "cause_calculation": ("計算ミス", "slip of calculation"),
    "cause_misread": ("読み違い", "misread"),
    "cause_guessed": ("勘・時間切れ", "guessed, or out of time"),
    "cause_none": ("記録なし", "not named"),
    "beliefs": ("まちがいに表れた考え", "What wrong answers showed"),
    "kind_single": ("単一選択", "one choice"),
    "kind_multiple": ("複数選択", "several choices"),
    "kind_numeric": ("数値", "number"),
    "kind_expression": ("数式", "formula"),
    "kind_code": ("コード", "code"),
    "kind_order": ("並べ替え", "order"),
    "kind_match": ("組み合わせ", "match"),
    "kind_set": ("大問", "set"),
}
