"""What reading, checking and writing questions says. The ids of all of it are one catalog, `bank.…`."""

from quizapp.text.messages.bank import authoring, banks, expressions, gate, lint, reading

CATALOG: dict[str, tuple[str, str]] = {
    **reading.CATALOG,
    **lint.CATALOG,
    **expressions.CATALOG,
    **gate.CATALOG,
    **banks.CATALOG,
    **authoring.CATALOG,
}
