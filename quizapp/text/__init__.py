"""Safe text, Japanese line breaking, formulas drawn in Unicode, question text laid out, and the messages."""
