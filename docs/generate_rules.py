"""Writes the rules of the lint into docs/authoring.md, from the examples that are also its tests.

python docs/generate_rules.py          (make docs)
python docs/generate_rules.py --check  exit status 1 where the page is not current
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from quizapp.bank.rules import RULES, Rule  # noqa: E402
from tests.bank.lint_examples import BESIDE_ANOTHER, EXAMPLES, OF_MANY, Example  # noqa: E402

PAGE = Path(__file__).with_name("authoring.md")
BEGIN, END = "<!-- rules: written by `make docs` -->\n", "<!-- end of rules -->\n"
_LONGEST = 160


def section() -> str:
    """The rules, errors before warnings, those of expressions in a table of their own."""
    plain = {name: rule for name, rule in RULES.items() if not name.startswith("expression_")}
    lines = ["\n### Errors\n"]
    lines += [entry(name, rule) for name, rule in plain.items() if rule.severity == "error"]
    lines += ["\n### Warnings\n"]
    lines += [entry(name, rule) for name, rule in plain.items() if rule.severity == "warning"]
    lines += ["\n### Errors in expressions\n\n| rule | bad | good |\n|---|---|---|"]
    lines += list(expressions())
    return "\n".join(lines) + "\n\n"


def entry(name: str, rule: Rule) -> str:
    """One rule: why it is there, and its example."""
    mended = " `--fix` mends it." if rule.fixable else ""
    text = f"- **{name}**: {rule.why}{mended}"
    example = EXAMPLES[name]
    bad, good = fragments(example)
    if name in BESIDE_ANOTHER:
        bad += f", beside {fragments(example._replace(bad=example.old))[0]}"
    if name in OF_MANY:
        bad, good = f"in 40 of 40 questions {bad}", f"in 40 of 40 questions {good}"
    return f"{text}\n  - bad: {bad}\n  - good: {good}"


def expressions() -> Iterator[str]:
    """One row for each fault of an expression."""
    for name in RULES:
        if name.startswith("expression_"):
            bad, good = fragments(EXAMPLES[name])
            yield f"| {name} | {bad.replace('|', chr(92) + '|')} | {good} |"


def fragments(example: Example) -> tuple[str, str]:
    """What stands in the file in the bad and in the good example: the piece that differs, in the line around it."""
    source = example.base.format(id="question")
    before, _, after = source.partition(example.old)
    start = before[before.rfind("\n") + 1 :]
    end = after[: after.find("\n")] if not example.bad.endswith("\n") else ""
    shown = []
    for text in (example.bad, example.good):
        if not text:
            shown.append("(without it)")
            continue
        piece = re.sub(r"\s*\n\s*", " ⏎ ", (start + text + end).strip())
        if len(piece) > _LONGEST:
            piece = re.sub(r"\s*\n\s*", " ⏎ ", text.strip())
        if len(piece) > _LONGEST:
            piece = piece[: _LONGEST - 2] + " …"
        shown.append(f"`` {piece} ``" if "`" in piece else f"`{piece}`")
    return shown[0], shown[1]


def page() -> str:
    """The whole page with its rules as they are now."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    return before + BEGIN + section() + END + rest.partition(END)[2]


def main() -> int:
    """Write the page, or tell whether it is current."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 where it is not current")
    if not parser.parse_args().check:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if PAGE.read_text(encoding="utf-8") == page():
        return 0
    print("docs/authoring.md is not current; run: make docs", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
