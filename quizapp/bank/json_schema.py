"""The JSON Schema of a question file, for editors: generated from `schema.Question`, so that the two can't differ."""

from __future__ import annotations

import json

from quizapp.bank.schema import Question


def schema_text() -> str:
    """The schema as it stands in `questions/schema/question.schema.json`."""
    schema = Question.model_json_schema()
    # The language server of most editors speaks draft-07; pydantic writes the $defs form that both it and 2020-12
    # accept.
    schema = {"$schema": "http://json-schema.org/draft-07/schema#", **schema}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
