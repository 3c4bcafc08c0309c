"""A verdict and the solution, as blocks of plain text."""

from __future__ import annotations

from calculators.answers.verdict import Fault, Verdict
from calculators.answers.verdict import Outcome as Judged
from quizapp.bank.variants import Rendered
from quizapp.cli.common import cli_message
from quizapp.cli.variants import typeset
from quizapp.study.sitting import Item, Response
from quizapp.text.messages import message
from quizapp.text.safe import safe_text

SIGNS = {Judged.CORRECT: "○", Judged.PARTIAL: "△", Judged.WRONG: "×"}
WIDTH = 72


def told(item: Item, rendered: Rendered, verdict: Verdict, response: Response, language: str) -> list[str]:
    """The verdict with what is wrong, the right answer, the worked solution, each choice's feedback, references."""
    head = [f"{SIGNS[verdict.outcome]} {cli_message(language, verdict.outcome.value)}"]
    head += [indented(words) for words in _remarks(rendered, verdict, response, language)]
    blocks = ["\n".join(head)]
    if verdict.outcome is not Judged.CORRECT:
        blocks.append(_own(item, rendered, verdict, response))
    if verdict.outcome is not Judged.CORRECT or not rendered.choices:
        blocks.append(f"{cli_message(language, 'right_answer')}\n{indented(typeset(rendered.answer, WIDTH))}")
    if not rendered.choices:
        blocks += [indented(typeset(f"{words}\n\n$${tex}$$", WIDTH)) for words, tex in rendered.steps]
    blocks.append(typeset(rendered.explanation).strip("\n"))
    blocks += [
        hanging(f"  {number}. ", typeset(rendered.feedback[name], WIDTH))
        for number, (name, _) in enumerate(rendered.choices, 1)
        if name in rendered.feedback
    ]
    blocks.append("\n".join(hanging("  - ", typeset(reference, WIDTH)) for reference in rendered.references))
    return blocks


def _remarks(rendered: Rendered, verdict: Verdict, response: Response, language: str) -> list[str]:
    """What there is to say of the answer itself."""
    remarks = []
    if verdict.carried:
        remarks.append(cli_message(language, "carried"))
    if verdict.fault is not None:
        words = message(language, f"answers.{verdict.fault.code}", **verdict.fault.values)
        # A caret under the whole answer would say nothing.
        placed = 0 < verdict.fault.end - verdict.fault.start < len(response.text or "")
        remarks.append("\n".join((*(caret(response.text or "", verdict.fault) if placed else ()), words)))
    if not rendered.choices:
        if verdict.diagnosis is not None:
            remarks.append(message(language, f"answers.diagnosis_{verdict.diagnosis}"))
        names = [*verdict.combined, verdict.mistake or ""]
        remarks += [typeset(rendered.feedback[name], WIDTH) for name in names if name in rendered.feedback]
    return remarks


def _own(item: Item, rendered: Rendered, verdict: Verdict, response: Response) -> str:
    """The learner's own order or pairs, each marked right or wrong."""
    words = {name: typeset(text, WIDTH).strip() for name, text in rendered.choices}
    chosen = [words[name] for name in response.chosen or () if name in words]
    if item.variant.form == "order":
        lines = [f"{number}. {text}" for number, text in enumerate(chosen, 1)]
    elif item.variant.form == "match":
        lefts = [typeset(text, WIDTH).strip() for _, text in rendered.lefts]
        lines = [f"{left} — {text}" for left, text in zip(lefts, chosen, strict=True)]
    else:
        return ""
    marks = (SIGNS[Judged.CORRECT if right else Judged.WRONG] for right in verdict.cells)
    return "\n".join(hanging(f"  {mark} ", line) for mark, line in zip(marks, lines, strict=True))


def caret(line: str, fault: Fault) -> list[str]:
    """The typed line with carets under the place of a fault; nothing where it can't be shown in one row."""
    if not line or len(line) > 76 or safe_text(line) != line:
        return []
    from rich.cells import cell_len

    return [
        f"  {line}",
        "  " + " " * cell_len(line[: fault.start]) + "^" * max(1, cell_len(line[fault.start : fault.end])),
    ]


def indented(text: str) -> str:
    """Rows of text set in by four."""
    return hanging("    ", text)


def hanging(mark: str, text: str) -> str:
    """Rows of text behind a mark, the further ones set in as far as the first."""
    rows = text.strip("\n").splitlines() or [""]
    return "\n".join(((" " * len(mark) if number else mark) + row).rstrip() for number, row in enumerate(rows))
