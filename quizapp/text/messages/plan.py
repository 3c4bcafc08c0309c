"""The words of readiness and of the study plan."""

CATALOG: dict[str, tuple[str, str]] = {
    "readiness": ("予測得点", "Predicted score"),
    "score": ("{score} %  （90 % の確からしさで {low}〜{high} %）", "{score} %  (90 % interval: {low} to {high} %)"),
    "on_day": (
        "{day} の試験で、これ以上学習しない場合の予測です。",
        "For the exam on {day}, if nothing more is studied until then.",
    ),
    "on_today_option": (
        "今日試験を受けた場合の予測です。試験日は --exam-date で指定できます。",
        "For an exam taken today. Give its day with --exam-date.",
    ),
    "on_today_screen": (
        "今日試験を受けた場合の予測です。試験日は「設定」（,）で指定できます。",
        "For an exam taken today. Set its day in the settings (,).",
    ),
    "chance": ("目標 {target} % に届く確率: {chance} %", "Chance to reach the target of {target} %: {chance} %"),
    "not_known": ("まだ分かりません。", "This can't be told yet."),
    "doubt_answers": (
        "初めての問題への解答があと {count} 問必要です。",
        "{count} more first {count:answer is|answers are} needed.",
    ),
    "doubt_topics": (
        "解答した主題は、試験の {share} % にしか当たりません。",
        "The topics answered so far make up only {share} % of the exam.",
    ),
    "doubt_fields": ("解答が足りない分野: {fields}", "Fields with too few answers: {fields}"),
    "narrow": ("次に解くと予測が絞れる主題: {topics}", "Topics to answer next, to narrow the interval: {topics}"),
    "lifts": ("予測を上げている主題", "Topics that lift it"),
    "pulls": ("予測を下げている主題", "Topics that pull it down"),
    "force_memory": ("覚えている問題による分", "From questions that will be recalled"),
    "force_forgetting": ("試験日までに忘れる分", "Forgotten until the day"),
    "force_unasked": ("まだ解いていない問題で伸ばせる分", "Still to be had from questions never answered"),
    "force_guessing": ("当て推量による分", "Right by guessing"),
    "points": ("{points:+.1f} 点", "{points:+.1f} points"),
    # The plan.
    "plan": ("学習計画", "Study plan"),
    "head_exam": (
        "試験 {day}（あと {days} 日）  目標 {target} %  1 日 {minutes} 分",
        "Exam on {day} (in {days} {days:day|days})  target {target} %  {minutes} {minutes:minute|minutes} a day",
    ),
    "head_rolling": (
        "試験日が未定なので、今後 {days} 日の計画です。  目標 {target} %  1 日 {minutes} 分",
        "No exam day is set: the next {days:day|{days} days}.  target {target} %  {minutes} {minutes:minute|minutes} a "
        "day",
    ),
    "head_past": (
        "設定の試験日は過ぎたので、今後 {days} 日の計画です。  目標 {target} %  1 日 {minutes} 分",
        "The exam day that is set is past: the next {days:day|{days} days}.  target {target} %  "
        "{minutes} {minutes:minute|minutes} a day",
    ),
    "head_today": ("今日が試験の日です。学習の予定はありません。", "The exam is today. Nothing is planned."),
    "done_today": ("今日はもう {minutes} 分学習しました。", "{minutes} {minutes:minute|minutes} done today."),
    "column_day": ("日", "day"),
    "column_reviews": ("復習", "reviews"),
    "column_new": ("新しい", "new"),
    "column_practice": ("弱点", "weak"),
    "column_mock": ("模試", "mock"),
    "column_minutes": ("分", "min"),
    "column_expected": ("予測", "score"),
    "column_topics": ("主な主題", "topics"),
    "mock_minutes": ("{minutes} 分", "{minutes} m"),
    "last_list": ("直前リスト", "last list"),
    "from_week": ("{day} の週", "week of {day}"),
    "final": (
        "計画どおりなら {score} %（{low}〜{high} %）、目標に届く確率 {chance} %。学習は合わせて {hours} 時間。",
        "With the whole plan {score} % ({low} to {high} %), chance to reach the target {chance} %;"
        " {hours} {hours:hour|hours} of study.",
    ),
    "final_unknown": (
        "計画どおりなら {score} %（{low}〜{high} %）。学習は合わせて {hours} 時間。"
        "目標に届くかどうかは、まだ言えません。",
        "With the whole plan {score} % ({low} to {high} %); {hours} {hours:hour|hours} of study."
        " Whether that reaches the target can't be told yet.",
    ),
    "rate": ("この 1 週間は、1 時間あたり約 {points} 点。", "In the coming week about {points} points an hour."),
    "reached": ("目標に届く見込みの日: {day}", "The target is expected to be reached on {day}."),
    "not_reached_option": (
        "この分数では目標に届かない見込みです。1 日の分数を増やすと変わります（--minutes）。",
        "With these minutes the target is not expected to be reached; try more with --minutes.",
    ),
    "not_reached_screen": (
        "この分数では目標に届かない見込みです。「設定」（,）で 1 日の分数を増やすと変わります。",
        "With these minutes the target is not expected to be reached; try more in the settings (,).",
    ),
    "enough": (
        "{day} より後は、1 時間学習しても {points} 点も伸びない見込みです。",
        "After {day}, an hour of study is expected to bring less than {points} points.",
    ),
    "missed": (
        "今日休むと {today} 点、毎週 1 日休むと {weekly} 点下がる見込みです。",
        "Leaving out today costs about {today} points; one day every week, {weekly}.",
    ),
    "missed_weekly": (
        "今日 1 日休んでも予測はほとんど変わりません。毎週 1 日休むと {weekly} 点下がる見込みです。",
        "Leaving out today alone hardly changes the score; one day every week costs about {weekly} points.",
    ),
    "missed_little": (
        "1 日休んでも、毎週 1 日休んでも、予測はほとんど変わりません。",
        "Leaving out today, or one day every week, hardly changes the score.",
    ),
    "backlog": (
        "復習が {cards} 問（{minutes} 分）たまっています。効果の大きいものから、これからの日に分けて出します。",
        "{cards} {cards:review waits|reviews wait} ({minutes} {minutes:minute|minutes}). "
        "They are spread over the coming days, the most useful first.",
    ),
    "saved": ("設定に保存しました。", "Kept in the settings."),
}
