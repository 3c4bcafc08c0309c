from __future__ import annotations

from pathlib import Path

import pytest

from tests.databases import empty_database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An empty database of this program in a folder of its own."""
    copy = tmp_path / "progress.sqlite"
    copy.write_bytes(empty_database())
    return copy
