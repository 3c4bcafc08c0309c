"""The JSON Schema of a question file, for editors: generated from `schema.Question`, so that the two can't differ."""

from __future__ import annotations

import json
import os
from pathlib import Path

from quizapp.bank.editing import write_whole
from quizapp.bank.reader import Unreadable, raw_content
from quizapp.bank.schema import Question

# Below a bank's folder: the first line of a new question file names it.
PLACE = Path("schema") / "question.schema.json"


def schema_text() -> str:
    """The schema as it stands in `questions/schema/question.schema.json`."""
    schema = Question.model_json_schema()
    # The language server of most editors speaks draft-07; pydantic writes the $defs form that both it and 2020-12
    # accept.
    schema = {"$schema": "http://json-schema.org/draft-07/schema#", **schema}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def put_schema(folder: Path) -> None:
    """Leave the schema of this version in a bank, where the editors of its authors find it. Raises OSError.

    What is there and no schema of question files is left alone, and so is a folder that leads out of the bank.
    """
    file, text = folder / PLACE, schema_text()
    if not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder)):
        return
    if os.path.lexists(file):
        try:
            before = raw_content(file).decode(errors="replace")
        except Unreadable:
            return
        if before == text or not _is_schema(before):
            return
    file.parent.mkdir(exist_ok=True)
    write_whole(file, text.encode())


def _is_schema(text: str) -> bool:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and data.get("title") == Question.__name__
