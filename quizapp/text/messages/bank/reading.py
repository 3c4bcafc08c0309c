"""What the reader of question files finds."""

CATALOG: dict[str, tuple[str, str]] = {
    # The reader.
    "unreadable_file": ("ファイルを読めません: {reason}", "the file can't be read: {reason}"),
    "file_too_large": ("ファイルが {limit} KiB を超えています", "the file is larger than {limit} KiB"),
    "not_utf8": ("UTF-8 ではありません。UTF-8 で保存してください", "not UTF-8; save the file as UTF-8"),
    "control_character": (
        "制御文字または見えない文字 {code} があります。取り除いてください",
        "control or invisible character {code}; remove it",
    ),
    "not_yaml": ("YAML として読めません: {reason}", "not valid YAML: {reason}"),
    "yaml_no_colon": (
        "項目は「名前: 値」と書きます。「: 」がないか、前の行の続きになっていません",
        "a field is written `name: value`; here there is no ': '",
    ),
    "yaml_second_colon": (
        "文字列の中に「: 」があります。文字列を引用符で囲むか、| ブロックに書いてください",
        "there is a ': ' inside a text; put the text in quotes or in a | block",
    ),
    "yaml_unclosed_quote": ("引用符 {sign} が閉じられていません", "the quotation mark {sign} is not closed"),
    "yaml_unclosed_list": (
        "[ が ] で閉じられていないか、値の間の , がありません",
        "a [ is not closed by ], or a comma is missing between values",
    ),
    "yaml_unclosed_mapping": (
        "{{ が }} で閉じられていないか、間の , がないか、文字列の中に「: 」や , があります（文字列を引用符で囲む）",
        "a {{ is not closed by }}, a comma is missing, or a text with ': ' or a comma in it has no quotes",
    ),
    "yaml_indent": (
        "字下げがそろっていません。同じ段の項目は同じ深さに、その中身は 2 つ深くします",
        "the indent is uneven: fields of one level begin in one column, and what is inside them two further",
    ),
    "yaml_after_quote": (
        "閉じた引用符のあとに文字があります。' の中の ' は '' と書くか、| ブロックに書いてください",
        "there is text behind a closed quotation mark; write a ' inside '…' twice, or use a | block",
    ),
    "yaml_no_value": ("値がありません", "a value is missing here"),
    "yaml_list_here": (
        "並びの「- 」は、項目名の次の行から字下げして書きます",
        "a list with '- ' begins on the line after its field's name, indented",
    ),
    "yaml_sign": (
        "{sign} で始まる文字列は、引用符で囲むか | ブロックに書いてください",
        "a text that begins with {sign} belongs in quotes or in a | block",
    ),
    "yaml_block_header": (
        "| や > のあとには何も書けません。本文は次の行から字下げして書きます",
        "nothing stands behind | or >; the text begins on the next line, indented",
    ),
    "yaml_tab_in_block": ("字下げにタブは使えません。空白を使ってください", "an indent is made of spaces, not of tabs"),
    "yaml_escape": (
        "二重引用符の中の \\ は別の文字になります。一重引用符か | ブロックに書いてください",
        "inside double quotes a \\ makes another character; use single quotes or a | block",
    ),
    "yaml_no_field": (
        "ここは項目になっていません（字下げが足りないか、「名前: 値」の形でありません）",
        "this is no field: its indent is missing, or it is not of the form `name: value`",
    ),
    "full_width_colon": (
        "「{name}」のあとの「：」が全角です。半角の「: 」（コロンと空白）にしてください",
        "the colon behind {name} is a full-width one; write ': ', a half-width colon and a space",
    ),
    "full_width_space": (
        "全角の空白があります。半角の空白にしてください",
        "this is a full-width space; write a half-width one",
    ),
    "full_width_quote": (
        "引用符 {sign} が全角です。始まりと同じ半角の引用符で閉じてください",
        "the quotation mark {sign} is not the one that the text was begun with; close it with the same half-width one",
    ),
    "full_width_value": (
        "「{field}」: {found} に全角の文字があります。半角にしてください",
        "{field}: there are full-width signs in {found}; write them half-width",
    ),
    "colon_without_space": (
        "「{name}:」のあとに空白がありません",
        "a space is missing behind `{name}:`",
    ),
    "tab_indent": (
        "字下げにタブがあります。空白を使ってください",
        "there is a tab in the indent; use spaces",
    ),
    "several_documents": ("1 ファイルに文書は 1 つです（--- は 1 回まで）", "one document per file (at most one ---)"),
    "directive": ("YAML ディレクティブ（%）は使えません", "YAML directives (%) are not part of the format"),
    "empty_file": ("ファイルが空です", "the file is empty"),
    "alias": ("エイリアス（*名前）は使えません。値を書いてください", "aliases (*name) are not part of the format"),
    "anchor": ("アンカー（&名前）は使えません", "anchors (&name) are not part of the format"),
    "tag": ("タグ（!名前）は使えません", "tags (!name) are not part of the format"),
    "too_deep": ("入れ子が {limit} 段を超えています", "nested more than {limit} levels deep"),
    "key_not_text": ("キーは文字列です", "a key must be text"),
    "merge_key": ("マージキー（<<）は使えません", "merge keys (<<) are not part of the format"),
    "duplicate_key": ("キー「{key}」が 2 回あります", "key {key!r} is given twice"),
    "backslash_in_quotes": (
        "二重引用符の中の {found} は YAML が別の文字に変えます。| ブロックか一重引用符に書いてください",
        "inside double quotes YAML turns {found} into another character; use a | block or single quotes",
    ),
    "empty_value": ("値がありません", "the value is missing"),
    "number_too_large": ("数 {found} は大きすぎます", "the number {found} is too large"),
    "ambiguous_scalar": (
        "{found} は YAML の読み手によって別の値になります。引用符で囲んでください",
        "{found} means different things to different YAML readers; put it in quotes",
    ),
    "ambiguous_truth": (
        "{found} は YAML の読み手によって別の値になります。真偽なら {truth}、文字列なら '{found}' と書いてください",
        "{found} means different things to different YAML readers; write {truth}, or '{found}' for the word",
    ),
    "comment_cuts_text": (
        "空白と # から後ろ（{found}）はコメントとして捨てられます。| ブロックか引用符に書いてください",
        "everything from ' #' on ({found}) is dropped as a comment; use a | block or quotes",
    ),
    # The schema.
    "not_a_mapping": ("問題ファイルは「キー: 値」の並びです", "a question file is a mapping of keys to values"),
    "missing": ("「{field}」がありません", "{field!r} is missing"),
    "missing_language": ("「{field}」（{parent}）の文がありません", "{parent} has no {field!r} text"),
    "unknown_field": ("「{field}」という項目はありません", "there is no field {field!r}"),
    "wrong_type": ("「{field}」: {reason}", "{field}: {reason}"),
    "lint_failed": (
        "検査 {rule} がプログラムの誤りで止まりました。お知らせください: {reason}",
        "the check {rule} of the program failed; please report it: {reason}",
    ),
    "blank_text": ("「{field}」: 空白だけです", "{field}: nothing but white space"),
    "reader_failed": (
        "このファイルを読む途中でプログラムの誤りに当たりました。お知らせください: {reason}",
        "the program failed while reading this file; please report it: {reason}",
    ),
    # The form of a question as a whole.
    "form_fields": (
        "{kind} の問題には {allowed} が 1 つ必要です",
        "a {kind} question has one of {allowed}, and only that",
    ),
    "form_explanation": ("explanation がありません", "the explanation is missing"),
    "form_choice_twice": ("同じ id の選択肢が 2 つあります", "two choices have the same id"),
    "form_answer_kind": (
        "答え {answer} は {kind} の問題に合いません",
        "an answer of kind {answer} does not fit a {kind} question",
    ),
    "form_extras": ("extras は match の問題だけのものです", "only a match question has extras"),
    "form_mistakes": (
        "{kind} の問題の誤りは、選択肢の feedback に書きます",
        "a {kind} question explains mistakes as feedback of its choices",
    ),
    "form_family_value": (
        "誤り {name} の値は計算問題が決めます。ここには書けません",
        "mistake {name}: its value comes from the family, not from this file",
    ),
    "form_no_value": (
        "誤り {name} の値（value）がありません",
        "mistake {name}: a question with fixed numbers names the value that it leads to",
    ),
    "form_one_right": (
        "single の問題の正解は 1 つです（いま {count}）",
        "a single question has exactly one correct choice, not {count}",
    ),
    "form_none_right": ("正解の選択肢がありません", "no choice is correct"),
    "form_set_draws": (
        "set 全体では数を引けません。given・where・let・mistakes・steps は、それを使う小問に書きます",
        "a set draws no numbers as a whole: given, where, let, mistakes and steps stand in the part that uses them",
    ),
    "form_set_in_set": ("小問を set にはできません", "a part of a set is no set itself"),
    "form_parts": ("parts は set だけのものです（これは {kind}）", "only a set has parts, not a {kind} question"),
    "form_no_parts": ("set に parts がありません", "a set has parts"),
    "form_set_asks": ("set で問うことは parts に書きます", "what a set asks stands in its parts"),
    "form_part_twice": ("同じ id の小問が 2 つあります", "two parts have the same id"),
    "form_misconception": (
        "選択肢 {choice} は誤りではないので misconception を付けられません",
        "the choice {choice} is not wrong, so no misconception leads to it",
    ),
    "form_given": (
        "given の数には from と to（と step）か、choices が必要です",
        "a number in given has from and to (and step), or choices",
    ),
    "form_given_twice": ("choices に同じ数が 2 つあります", "choices has a number twice"),
    "form_given_range": ("to は from 以上、step は正の数です", "to is at least from, and step is positive"),
    "form_given_few": ("引ける数が足りません", "there are not enough numbers to draw from"),
    "form_given_many": ("引ける数が {most} 個を超えています", "there are more than {most} numbers to draw from"),
    "form_given_kind": ("given は {kind} の問題には使えません", "a {kind} question has no given"),
    "form_given_fixed": (
        "given があるので、answer の value は式（文字列）です",
        "with given, the value of the answer is an expression (text)",
    ),
    "form_given_missing": (
        "where、let と式の答えには given が必要です（set では小問ごとに）。決まった数なら value に数を書きます",
        "where, let and computed answers need given (in a set, its part's own); a fixed answer has a number as value",
    ),
    "form_step_line": (
        "手順 {name}: given のある問題では value か tex の 1 つを、ほかの問題ではどちらも書きません",
        "step {name}: with given it has one of value and tex, otherwise neither",
    ),
    # Values of the wrong type or size.
    "type_string_type": (
        "「{field}」: 文字列が必要です（数なら引用符で囲む）",
        "{field}: text expected (quote a number)",
    ),
    "type_string_too_long": (
        "「{field}」: {max_length} 文字を超えています",
        "{field}: more than {max_length} characters",
    ),
    "type_string_too_short": ("「{field}」: 空です", "{field}: empty"),
    "pattern_hyphened": (
        "「{field}」: 英小文字と数字の語を - でつなぎます（例 batch-norm-at-test、60 文字まで）",
        "{field}: small letters and digits, joined by hyphens (batch-norm-at-test), at most 60 characters",
    ),
    "pattern_name": (
        "「{field}」: 英小文字で始め、英小文字・数字・_ だけを使います（例 no_bias、40 文字まで）",
        "{field}: a small letter, then small letters, digits and _ (no_bias), at most 40 characters",
    ),
    "pattern_family": (
        "「{field}」: 計算問題は「分野.名前」と書きます（例 convolution.output_size）。"
        "quizapp calc list に一覧があります",
        "{field}: a family is written `subject.name` (convolution.output_size); quizapp calc list lists them",
    ),
    "pattern_related": (
        "「{field}」: 問題の id（例 batch-norm-at-test）か計算問題の名前（例 convolution.output_size）です",
        "{field}: the id of a question (batch-norm-at-test) or the name of a family (convolution.output_size)",
    ),
    "pattern_hash": (
        "「{field}」: 16 桁のハッシュ（0〜9 と a〜f）です。プログラムが書くもので、手では書きません",
        "{field}: a hash of 16 digits (0 to 9, a to f); the program writes it",
    ),
    "pattern_variable": (
        "「{field}」: 数の名前は英字で始め、英字・数字・_ だけを使います（30 文字まで）",
        "{field}: the name of a number is a letter, then letters, digits and _, at most 30 characters",
    ),
    "type_string_pattern_mismatch": (
        "「{field}」: 使えない文字があります（型 {pattern}）",
        "{field}: not of the form {pattern}",
    ),
    "type_int_type": ("「{field}」: 整数が必要です", "{field}: a whole number expected"),
    "type_float_type": ("「{field}」: 数が必要です", "{field}: a number expected"),
    "type_bool_type": ("「{field}」: true か false が必要です", "{field}: true or false expected"),
    "type_list_type": ("「{field}」: 並び（[…] または - …）が必要です", "{field}: a list expected"),
    "type_dict_type": ("「{field}」: キーと値の組が必要です", "{field}: a mapping expected"),
    "type_model_type": ("「{field}」: キーと値の組が必要です", "{field}: a mapping expected"),
    "type_enum": ("「{field}」: {expected} のどれかです", "{field}: one of {expected} expected"),
    "type_literal_error": ("「{field}」: {expected} のどれかです", "{field}: one of {expected} expected"),
    "type_number_or_text": ("「{field}」: 数か文字列が必要です", "{field}: a number or text expected"),
    "type_number_list_text": (
        "「{field}」: 数か、数の並びか、文字列が必要です",
        "{field}: a number, a list of numbers, or text expected",
    ),
    "type_finite_number": ("「{field}」: 有限の数が必要です", "{field}: a finite number expected"),
    "type_int_from_float": ("「{field}」: 整数が必要です", "{field}: a whole number expected"),
    "type_string_unicode": (
        "「{field}」: 文字でない符号があります",
        "{field}: there is a code that is no character",
    ),
    "type_greater_than": ("「{field}」: {gt} より大きい数です", "{field}: greater than {gt}"),
    "type_less_than": ("「{field}」: {lt} より小さい数です", "{field}: less than {lt}"),
    "type_greater_than_equal": ("「{field}」: {ge} 以上です", "{field}: at least {ge}"),
    "type_less_than_equal": ("「{field}」: {le} 以下です", "{field}: at most {le}"),
    "type_too_short": ("「{field}」: {min_length} 個以上必要です", "{field}: at least {min_length} expected"),
    "type_too_long": ("「{field}」: {max_length} 個までです", "{field}: at most {max_length} expected"),
    "type_union_tag_invalid": (
        "「{field}」: kind は {expected_tags} のどれかです",
        "{field}: kind is one of {expected_tags}",
    ),
    "type_union_tag_not_found": ("「{field}」: kind がありません", "{field}: kind is missing"),
}
