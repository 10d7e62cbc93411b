"""The action server with made-up content, and with the content we ship."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from advice.content import load_content
from storage.connect import connect
from storage.store import SqlStore
from tests.actions.booking_talk import Team
from tests.actions.garden import plant
from tests.actions.handoff_talk import HandDesk
from tests.actions.rasa import ROOT, Rasa, Talk
from tests.advice.folder import Folder
from tests.support.time import HandClock


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "data")


@pytest.fixture
def rasa(folder: Folder, clock: HandClock) -> Rasa:
    folder.scheme("struiken", status="beeindigd", alternatieven=["boomsubsidie"])
    folder.scheme("gras", zekerheid="laag", alleen_in_context=["groen"])
    return Rasa(folder.path, clock)


@pytest.fixture
def real_rasa(clock: HandClock) -> Rasa:
    return Rasa(ROOT / "data", clock)


@pytest.fixture
def talk(folder: Folder, clock: HandClock) -> Talk:
    """A conversation about a small garden of schemes."""
    plant(folder)
    return Talk(Rasa(folder.path, clock))


@pytest.fixture
async def team(folder: Folder, sqlite_url: str, clock: HandClock) -> AsyncIterator[Team]:
    """A team with one advisor who can be booked, as the rules that we ship allow it."""
    folder.write("afspraken.yml", (ROOT / "data" / "afspraken.yml").read_text("utf-8"))
    database = connect(sqlite_url)
    team = Team(load_content(folder.path), SqlStore(database), clock)
    await team.begin()
    await team.add("Sanne", "algemeen", "bomen")
    yield team
    await database.close()


@pytest.fixture
async def booking_talk(
    team: Team, folder: Folder, sqlite_url: str, clock: HandClock
) -> AsyncIterator[Talk]:
    """A conversation that sees the agendas of this team."""
    rasa = Rasa(folder.path, clock, sqlite_url, desk=HandDesk())
    yield Talk(rasa)
    await rasa.close()
