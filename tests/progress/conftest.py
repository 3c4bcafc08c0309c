from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.progress.database import open_database


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database made once by the migrations."""
    file = tmp_path_factory.mktemp("template") / "progress.sqlite"
    open_database(file).close()
    return file


@pytest.fixture
def file(tmp_path: Path, template: Path) -> Path:
    """An empty database of this program in a folder of its own."""
    copy = tmp_path / "progress.sqlite"
    copy.write_bytes(template.read_bytes())
    return copy
