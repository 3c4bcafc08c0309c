"""The words of the mock exam: its blueprint, what can't be done, the sheet line by line, the result."""

CATALOG: dict[str, tuple[str, str]] = {
    # The blueprint.
    "not_a_blueprint": ("exam.yaml は「キー: 値」の並びです", "exam.yaml is a mapping of keys to values"),
    "missing_field": ("「{field}」がありません", "{field!r} is missing"),
    "unknown_field": ("「{field}」というキーはありません", "there is no key {field!r} here"),
    "wrong_value": ("「{field}」の値が使えません: {reason}", "{field}: {reason}"),
    "no_such_field": ("分野 {field} はシラバスにありません", "the syllabus has no field {field}"),
    "field_twice": ("分野 {field} が 2 回あります", "field {field} is given twice"),
    "no_such_topic": ("主題 {topic} はシラバスにありません", "the syllabus has no topic {topic}"),
    "topic_elsewhere": ("主題 {topic} は分野 {field} のものではありません", "topic {topic} is not of field {field}"),
    "topic_not_examined": (
        "主題 {topic} は試験範囲外（exam: false）です。模試には出せません",
        "topic {topic} is outside the exam (exam: false); a mock exam can't ask about it",
    ),
    "topic_twice": ("主題 {topic} が 2 回あります", "topic {topic} is given twice"),
    "topics_without_share": (
        "試験範囲の主題に配分がありません: {topics}",
        "topics of the exam that have no share: {topics}",
    ),
    "topic_without_question": (
        "主題 {topic} には、模試に出せる問題がまだありません",
        "topic {topic} has no question yet that a mock exam can ask",
    ),
    # What can't be done.
    "no_such_exam": ("その模試（テスト）は見つかりません。", "There is no such exam."),
    "handed_in": ("提出済みです。答えはもう変えられません。", "It has been handed in; nothing can be changed."),
    "not_handed_in": (
        "まだ提出していないので、結果はありません。",
        "It has not been handed in, so there is no result.",
    ),
    "time_over": (
        "時間が終わりました。それまでの解答を提出しました。この解答は入っていません。",
        "Time is up. What was on the sheet has been handed in; this was not.",
    ),
    "withdrawn": (
        "この問題は出題できなくなりました。採点には入りません。",
        "This question can't be asked any more. It counts for nothing.",
    ),
    "nothing_to_examine": ("模試に出せる問題がありません。", "The bank holds no question that a mock exam can ask."),
    "unusable_blueprint": (
        "模試の設計図（exam.yaml）が使えません。{first}",
        "The blueprint of the mock exam (exam.yaml) can't be used. {first}",
    ),
    "on_a_sheet": (
        "最後の解答は、提出した模試（テスト）{id} のものです。"
        "提出は、その結果の画面の z か quizapp exam --take-back {id} で取り消せます。",
        "The last answers were handed in with sheet {id}: z on its result, or quizapp exam --take-back {id}, "
        "takes that back.",
    ),
    "offer_take_back": (
        "最後の解答は、提出した模試（テスト）{id} のものです。もう一度 :z で提出を取り消し、その答案に戻ります ",
        "The last answers were handed in with sheet {id}: :z once more takes it back as a whole and opens it ",
    ),
    # The sheet line by line.
    "help": (
        "答えを入力して Enter。  :12 12 番へ  :n 次  :p 前  :o 未解答へ  :f フラグ  :u 自信なし  :c 答えを消す\n"
        "  :t 時間  :s 一覧  :m 問題文  :l English  :x 提出  :q 中断",
        "Type an answer and press Enter.  :12 go to 12  :n next  :p previous  :o next open  :f flag  :u unsure\n"
        "  :c clear  :t time  :s sheet  :m material  :l 日本語  :x hand in  :q leave",
    ),
    "begun": (
        "模試 {total} 問、{minutes} 分",
        "Mock exam: {total} {total:question|questions}, {minutes} {minutes:minute|minutes}",
    ),
    "gone_on": ("模試の続き（{answered} / {total} 問）", "The exam goes on: {answered} of {total} answered"),
    "gone_on_test": ("テストの続き（{answered} / {total} 問）", "The test goes on: {answered} of {total} answered"),
    "gone_on_taken_back": (
        "提出を取り消した答案（{answered} / {total} 問）。時計はありません",
        "The sheet that was taken back: {answered} of {total} answered, without a clock",
    ),
    "strict": ("中断しても時計は止まりません", "the clock goes on while you are away"),
    "pausable": ("中断すると時計が止まり、結果に残ります", "leaving pauses the clock, and the result says so"),
    "composed": (
        "大問（セット）の小問 {in_sets}、単独の問題 {single}",
        "{in_sets} in whole sets, {single} single {single:question|questions}",
    ),
    "missing": (
        "問題が足りないので {wanted} 問のうち {total} 問",
        "{total} of {wanted}: the bank holds no more",
    ),
    "moved": ("分野の問題が足りず、ほかの分野から {moved} 問", "{moved} from other fields, because a field ran out"),
    "repeated": ("最近出た問題 {repeated}", "{repeated} that were asked recently"),
    "repeated_how": (
        "最近出た問題 {repeated}（うち新しい数値 {redrawn}、前回の模試から {again}）",
        "{repeated} that were asked recently ({redrawn} with new numbers, {again} from the last mock)",
    ),
    "short": (
        "新しい問題が足りない主題（出題数）: {topics}",
        "topics with too few questions not asked recently (how many are asked): {topics}",
    ),
    "short_topic": ("{topic}（{asked}）", "{topic} ({asked})"),
    "short_and": ("、", ", "),
    "item_open": ("未解答", "open"),
    "your_answer": ("あなたの答え: {answer}", "your answer: {answer}"),
    "kept": ("記入しました", "on the sheet"),
    "cleared": ("答えを消しました", "cleared"),
    "no_open": ("未解答の問題はありません。:x で提出できます", "nothing is open; :x hands in"),
    "no_item": ("1 から {total} の番号を指定してください", "give a number from 1 to {total}"),
    "sheet_legend": (
        "○ 解答済み  · 未解答  ? 自信なし  ! フラグ",
        "○ answered  · open  ? unsure  ! flagged",
    ),
    "sheet_counts": (
        "解答 {answered} / {total}、フラグ {flagged}、自信なし {unsure}",
        "{answered} of {total} answered, {flagged} flagged, {unsure} unsure",
    ),
    "time_left": ("残り {left}", "{left} left"),
    "time_used": ("経過 {used}", "{used} used"),
    "ahead": ("ペースより {count} 問早い", "{count} {count:question|questions} ahead of the pace"),
    "behind": ("ペースより {count} 問遅い", "{count} {count:question|questions} behind the pace"),
    "on_pace": ("ペースどおり", "on pace"),
    "warning": ("残り {minutes} 分を切りました", "less than {minutes} {minutes:minute|minutes} left"),
    "confirm": (
        "提出しますか? 未解答 {open} 問、フラグ {flagged} 問。提出するなら :x をもう一度、戻るなら Enter ",
        "Hand in? {open} open, {flagged} flagged. :x again hands in, Enter goes back ",
    ),
    "left": (
        "中断しました。答えはすべて保存されています。quizapp exam --resume で再開できます",
        "Left; every answer is saved. quizapp exam --resume goes on",
    ),
    "resumable": (
        "途中の模試（{answered} / {total} 問）は quizapp exam --resume で再開できます",
        "an exam was left after {answered} of {total}; quizapp exam --resume goes on with it",
    ),
    "nothing_to_resume": ("再開する模試がありません", "there is no exam to go on with"),
    # The result.
    "score": (
        "得点 {score}（{total} 問中 正解 {correct}、未解答 {open}）",
        "Score {score}: {correct} of {total} right, {open} open",
    ),
    "score_time": ("所要 {used}", "time {used}"),
    "of_limit": ("{used} / {limit}", "{used} of {limit}"),
    "automatic": ("時間切れで自動提出", "handed in when time ran out"),
    "paused": ("中断 {count} 回、計 {time}", "paused {count} {count:time|times}, {time} in all"),
    "reopened": (
        "一度提出したあとの結果なので、ほかの模試とは比べません",
        "handed in before, so it is not set beside other mocks",
    ),
    "withdrawn_count": (
        "出題できなくなった問題 {count}（採点外）",
        "{count} that can't be asked any more (not counted)",
    ),
    "by_field": ("分野", "by field"),
    "by_topic": ("主題", "by topic"),
    "by_kind": ("種類", "by kind"),
    "kind_single": ("択一", "one choice"),
    "kind_multiple": ("複数選択", "several choices"),
    "kind_numeric": ("数値", "number"),
    "kind_expression": ("式", "formula"),
    "kind_code": ("コード", "code"),
    "kind_order": ("並べ替え", "order"),
    "kind_match": ("組合せ", "pairs"),
    "by_level": ("難しさ", "by level"),
    "share": (
        "{name}  {score}  {correct}/{total}  平均 {seconds} 秒",
        "{name}  {score}  {correct}/{total}  {seconds} s each",
    ),
    "guessed": ("自信なしで正解 {count}", "{count} right but unsure"),
    "changed": (
        "答えを変えて正解に {corrected}、不正解に {spoiled}",
        "changed to right {corrected}, changed away from right {spoiled}",
    ),
    "earlier": ("これまでの模試", "mocks so far"),
    "mock": (
        "{id}  {day}  {size} 問  得点 {score}  {note}",
        "{id}  {day}  {size} {size:question|questions}  score {score}  {note}",
    ),
    "a_test": ("テスト", "test"),
    "not_comparable": ("比較しない", "not compared"),
    "no_mocks": ("模試とテストの結果はまだありません", "there is no mock exam or test yet"),
    "review_prompt": (
        "見直し  Enter 間違い  :a すべて  :f フラグ  :g 自信なしで正解  :z 提出を取り消す  :q 終わる ",
        "Review  Enter wrong  :a all  :f flagged  :g right but unsure  :z take back  :q end ",
    ),
    "nothing_to_review": ("該当する問題はありません", "there is nothing of that kind"),
    "next_review": ("Enter 次  :q 終わる ", "Enter next  :q end "),
    "taken_back": (
        "提出を取り消しました。カードは元に戻り、答案はまた開いています（時計はありません）",
        "Taken back: the cards are as they were, and the sheet is open again, without a clock",
    ),
    "given_up": ("模試をやめました。何も記録していません", "The exam was given up; nothing of it is recorded"),
    "given_up_test": ("テストをやめました。何も記録していません", "The test was given up; nothing of it is recorded"),
}
