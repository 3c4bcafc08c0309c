"""What the search screen says."""

CATALOG: dict[str, tuple[str, str]] = {
    "search": ("検索", "Search"),
    "search_words": ("言葉（2 文字から。空白で区切るとすべてを含むもの）", "words; all of them must be there"),
    "search_detail": ("言葉、状態から探す", "by words and by what you did"),
    "found": ("{count} 件", "{count} found"),
    "found_many": ("{count} 件以上", "more than {count} found"),
    "found_nothing": ("見つかった問題がありません。", "Nothing was found."),
    "filter_any": ("すべて", "all"),
    "filter_due": ("復習の期限", "due"),
    "filter_wrong": ("まちがい", "wrong"),
    "filter_unsure": ("自信なし", "unsure"),
    "filter_weak": ("弱点", "weak"),
    "filter_flagged": ("フラグ", "flagged"),
    "filter_noted": ("メモあり", "with notes"),
    "filter_unseen": ("未出題", "unseen"),
    "filter_reported": ("報告あり", "reported"),
    "filter_suspended": ("休止中", "set aside"),
}
