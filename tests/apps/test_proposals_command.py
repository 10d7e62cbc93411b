"""Proposals on the command line: a diff, or files that are written all or not at all."""

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml

from advice.proposals.proposal import NewQuestion, NewSentence, Wish
from apps.settings import ROOT
from handoff.advisors import Role
from handoff.proposals import OpenProposal, Proposal
from storage.connect import connect
from storage.store import SqlStore
from tests.advice.folder import Folder
from tests.support.console import member

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SENTENCE = NewSentence("iets met bijen", "faq_planten")
KNOWN = NewSentence("hoe zet ik boom 3 in de grond", "faq_planten")
BROKEN = NewQuestion(
    "zin", "Mag dat?", "Bel {nummer}.", "Bron", "https://example.org", date(2026, 11, 23)
)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "data")


def proposals(url: str, folder: Folder, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "apps.cli", "content", "proposals", *words]
    settings = {"SCHAKEL_DATABASE_URL": url, "SCHAKEL_CONTENT": str(folder.path)}
    return subprocess.run(
        command, cwd=ROOT, env=settings, capture_output=True, text=True, timeout=60, check=False
    )


def propose(url: str, *wishes: Wish) -> None:
    async def keep(store: SqlStore) -> None:
        sam = await member(store, role=Role.LEAD)
        for wish in wishes:
            async with store.transaction() as work:
                await work.propose(Proposal(wish, sam.id, NOW))

    asyncio.run(_with(url, keep))


def open_in(url: str) -> Sequence[OpenProposal]:
    found: list[OpenProposal] = []

    async def read(store: SqlStore) -> None:
        async with store.reading() as work:
            found.extend(await work.open_proposals())

    asyncio.run(_with(url, read))
    return found


async def _with(url: str, flow: Callable[[SqlStore], Awaitable[None]]) -> None:
    database = connect(url)
    await flow(SqlStore(database))
    await database.close()


def test_the_diff_is_all_that_is_printed_and_what_can_not_be_is_told_apart(
    sqlite_url: str, folder: Folder
) -> None:
    propose(sqlite_url, SENTENCE, KNOWN)

    shown = proposals(sqlite_url, folder)
    taken = subprocess.run(
        ["git", "apply", "--check", "-"],
        cwd=folder.path.parent,
        input=shown.stdout,
        text=True,
        capture_output=True,
        check=False,
    )

    assert shown.returncode == 0
    assert shown.stdout.startswith("--- a/data/faq/planten.yml\n")
    assert shown.stderr.startswith("Niet meegenomen: hoe zet ik boom 3 in de grond (De bot leert")
    assert taken.returncode == 0, taken.stderr
    assert len(open_in(sqlite_url)) == 2


def test_what_is_carried_out_stands_in_the_files_and_is_no_longer_open(
    sqlite_url: str, folder: Folder
) -> None:
    propose(sqlite_url, SENTENCE, KNOWN)

    done = proposals(sqlite_url, folder, "--apply")
    again = proposals(sqlite_url, folder, "--apply")

    sentences = yaml.safe_load((folder.path / "faq/planten.yml").read_text("utf-8"))["zinnen"]
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Gewijzigd: data/faq/planten.yml\n")
    assert sentences[-1] == SENTENCE.sentence
    assert [one.wish for one in open_in(sqlite_url)] == [KNOWN]
    assert again.stdout == ""
    assert "Er staan geen voorstellen open" in again.stderr


def test_when_the_result_has_errors_nothing_is_changed_and_all_stays_open(
    sqlite_url: str, folder: Folder
) -> None:
    propose(sqlite_url, SENTENCE, BROKEN)
    before = {path: path.read_bytes() for path in folder.path.rglob("*.yml")}

    failed = proposals(sqlite_url, folder, "--apply")

    assert failed.returncode == 1
    assert len(failed.stderr.splitlines()) == 1
    assert failed.stderr.startswith("Er is niets gewijzigd,")
    assert "mag_dat.yml" in failed.stderr
    assert {path: path.read_bytes() for path in folder.path.rglob("*.yml")} == before
    assert len(open_in(sqlite_url)) == 2


def test_files_that_can_not_be_read_are_one_sentence(sqlite_url: str, folder: Folder) -> None:
    folder.write("faq/planten.yml", "zinnen: [\n")

    failed = proposals(sqlite_url, folder)

    assert failed.returncode == 1
    assert failed.stderr == (
        "Niet alle bestanden zijn te lezen. Kijk met ‘schakel content check’ waarom.\n"
    )
