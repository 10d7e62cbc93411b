"""`schakel content proposals`: what the team proposes for the content, shown or carried out."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from advice.findings import ContentError
from advice.proposals import texts
from advice.proposals.learned import FilesUnreadable
from advice.proposals.patch import patch
from advice.proposals.plan import Plan, plan
from advice.proposals.writing import written
from apps.settings import ROOT, load_settings
from handoff.ports import TeamStore
from handoff.proposals import OpenProposal
from kit.clock import today_here, utc_now
from storage.connect import connect
from storage.migrate import migrate
from storage.store import SqlStore

type _Flow[T] = Callable[[TeamStore], Awaitable[T]]


class ProposalsFailed(Exception):
    """Proposals could not be read or carried out; the text is one sentence that says why."""


def proposals(*, apply: bool) -> None:
    """Print the open proposals as a diff, or write them; raise `ProposalsFailed`."""
    folder = ROOT / load_settings().content
    proposed = _run(_open)
    planned = _planned(folder, proposed)
    for wish, why in planned.refused.items():
        print(texts.SKIPPED.format(sentence=wish.sentence, why=why), file=sys.stderr)
    if not planned.changes:
        print(texts.NOTHING_OPEN, file=sys.stderr)
    elif apply:
        _apply(folder, planned, proposed)
    else:
        print(patch(planned.changes, folder.name), end="")


def _planned(folder: Path, proposed: Sequence[OpenProposal]) -> Plan:
    try:
        return plan(folder, [one.wish for one in proposed])
    except FilesUnreadable as error:
        raise ProposalsFailed(texts.UNREADABLE) from error


def _apply(folder: Path, planned: Plan, proposed: Sequence[OpenProposal]) -> None:
    done = [one for one in proposed if one.wish not in planned.refused]
    try:
        with written(folder, planned.changes, today_here(utc_now)):
            _run(lambda store: _finish(store, done))
    except ContentError as error:
        raise ProposalsFailed(texts.BROKEN.format(finding=error)) from error
    for change in planned.changes:
        print(texts.CHANGED.format(file=f"{folder.name}/{change.file}"))
    print(texts.TRAIN)


async def _open(store: TeamStore) -> Sequence[OpenProposal]:
    async with store.reading() as work:
        return await work.open_proposals()


async def _finish(store: TeamStore, done: Sequence[OpenProposal]) -> None:
    async with store.transaction() as work:
        await work.finish_proposals([one.id for one in done], utc_now())


def _run[T](flow: _Flow[T]) -> T:
    try:
        return asyncio.run(_with_store(flow))
    except DBAPIError as error:
        # Its own text may name what was asked, and its address has a password.
        reason = type(error.orig).__name__
        raise ProposalsFailed(texts.NO_DATABASE.format(reason=reason)) from error


async def _with_store[T](flow: _Flow[T]) -> T:
    settings = load_settings()
    database = connect(settings.database)
    try:
        # Before the first start, or after an update, the tables are not there yet.
        await asyncio.to_thread(migrate, settings.database)
        return await flow(SqlStore(database))
    finally:
        await database.close()
