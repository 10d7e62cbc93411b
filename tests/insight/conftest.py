"""The content we ship, and a small folder of content."""

from pathlib import Path

import pytest

from advice.content import Content, load_content
from tests.advice.folder import Folder

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="session")
def real() -> Content:
    """The content we ship."""
    return load_content(DATA)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "data")
