"""The store of conversations and of the team, on SQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from handoff.ports import TeamWork
from storage.advisors import AdvisorRows
from storage.appointments import AppointmentRows
from storage.calendars import CalendarRows
from storage.cases import CaseRows
from storage.database import Connection, Database
from storage.introductions import IntroductionRows
from storage.jobs import JobRows
from storage.missed import MissedRows
from storage.sendings import SendingRows
from storage.shares import ShareRows
from storage.tickets import TicketRows
from storage.ways_back import WayBackRows


class _Work(
    CaseRows,
    JobRows,
    AdvisorRows,
    MissedRows,
    IntroductionRows,
    ShareRows,
    WayBackRows,
    SendingRows,
    AppointmentRows,
    CalendarRows,
    TicketRows,
):
    """One transaction over all tables."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection


class SqlStore:
    """Keeps conversations and the team in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[TeamWork]:
        async with self._database.writing() as connection:
            yield _Work(connection)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[TeamWork]:
        async with self._database.reading() as connection:
            yield _Work(connection)
