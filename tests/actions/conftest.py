"""The action server with made-up content, and with the content we ship."""

from pathlib import Path

import pytest

from tests.actions.garden import plant
from tests.actions.rasa import ROOT, Rasa, Talk
from tests.advice.folder import Folder
from tests.support.time import HandClock


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "data")


@pytest.fixture
def rasa(folder: Folder, clock: HandClock) -> Rasa:
    folder.scheme("struiken", status="beeindigd", alternatieven=["boomsubsidie"])
    folder.scheme("gras", zekerheid="laag")
    return Rasa(folder.path, clock)


@pytest.fixture
def real_rasa(clock: HandClock) -> Rasa:
    return Rasa(ROOT / "data", clock)


@pytest.fixture
def talk(folder: Folder, clock: HandClock) -> Talk:
    """A conversation about a small garden of schemes."""
    plant(folder)
    return Talk(Rasa(folder.path, clock))
