"""Why a formula can't be drawn. The ids are `formula_` and the reason of a FormulaFault."""

CATALOG: dict[str, tuple[str, str]] = {
    "formula_too_long": ("数式が長すぎます。", "The formula is too long."),
    "formula_too_deep": ("数式の入れ子が深すぎます。", "The formula is nested too deeply."),
    "formula_unknown_command": ("描けない命令です: {part}", "Unknown command: {part}"),
    "formula_unknown_environment": ("描けない環境です: {part}", "Unknown environment: {part}"),
    "formula_unbalanced": ("対になるものがありません: {part}", "The other half is missing: {part}"),
    "formula_missing_argument": ("引数がありません: {part} の前", "An argument is missing before {part}"),
    "formula_double_script": (
        "同じ文字に上付き（または下付き）が二つあります。波かっこで囲んでください。",
        "Two superscripts (or subscripts) on one base: use braces.",
    ),
    "formula_misplaced": ("ここでは使えません: {part}", "Out of place: {part}"),
    "formula_too_wide": ("この幅では数式を描けません。", "The formula can't be drawn in this width."),
    "formula_empty": ("数式が空です。", "The formula is empty."),
}
