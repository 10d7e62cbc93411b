"""An advisor's browser on the agenda, and appointments to look at."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from conversations.appointments import Appointment, AppointmentRequest, Form, Slot
from conversations.scans import Given
from handoff.advisors import Account, Advisor, Role
from handoff.appointments.agendas import Span
from storage.store import SqlStore
from tests.gateway.conftest import API
from tests.handoff.people import opened
from tests.support.console import CHEAP, EMAIL, PASSWORD, Client, logged_in
from tests.support.time import HandClock

TEN = datetime(2026, 12, 1, 9, tzinfo=UTC)
"""Ten in the morning here, on a Tuesday."""
WEEK = "2026-W49"

type Booker = Callable[..., Awaitable[Appointment]]


class Caller:
    """Makes the calls of the page, with the token that shows that the page made them."""

    def __init__(self, client: httpx.AsyncClient, advisor: Advisor) -> None:
        self.client = client
        self.advisor = advisor

    async def get(self, path: str) -> Any:
        response = await self.client.get(f"{API}{path}")
        assert response.status_code == httpx.codes.OK, response.text
        return response.json()

    async def send(self, method: str, path: str, body: object = None) -> httpx.Response:
        token = {"x-csrftoken": self.client.cookies["csrftoken"]}
        return await self.client.request(method, f"{API}{path}", json=body, headers=token)

    async def done(self, method: str, path: str, body: object = None) -> Any:
        response = await self.send(method, path, body)
        assert response.status_code == httpx.codes.OK, response.text
        return response.json()


@pytest.fixture
def store(sqlite_store: SqlStore) -> SqlStore:
    return sqlite_store


@pytest.fixture
async def me(client: Client, store: SqlStore) -> Caller:
    """An advisor who is in the group about money, which is closed, and in no other."""
    advisor = Advisor(uuid4(), "Sam de Vries", EMAIL, Role.ADVISOR, ("geld",))
    async with store.transaction() as work:
        await work.add_account(Account(advisor, CHEAP.hash(PASSWORD), totp_required=False))
    await logged_in(client)
    return Caller(client, advisor)


@pytest.fixture
async def lead(client: Client, store: SqlStore) -> Caller:
    """Who leads the team, and is in no group."""
    advisor = Advisor(uuid4(), "Lies Leider", "lies@example.org", Role.LEAD)
    async with store.transaction() as work:
        await work.add_account(Account(advisor, CHEAP.hash(PASSWORD), totp_required=False))
    await logged_in(client, "lies@example.org")
    return Caller(client, advisor)


@pytest.fixture
def book(store: SqlStore, clock: HandClock) -> Booker:
    async def book(
        who: Advisor,
        start: datetime = TEN,
        *,
        group: str = "geld",
        name: str = "Jan Jansen",
        form: Form = Form.PHONE,
        conversation: UUID | None = None,
    ) -> Appointment:
        slot = Slot(start, start + timedelta(minutes=45), who.id)
        request = AppointmentRequest(
            form=form,
            question="Hoe draag ik mijn bakkerij over?",
            consent=Given(True, 1, clock()),
            group=group,
            name=name,
            phone="0320-123456",
            email="jan@example.org",
            municipality="urk",
            topics=("wbso", "geld", "bestaat-niet"),
        )
        booked = Appointment(
            id=uuid4(),
            version=0,
            conversation=conversation or await opened(store, clock),
            slot=slot,
            request=request,
            booked_at=clock(),
        )
        async with store.transaction() as work:
            await work.book(booked, Span(slot.start, slot.end), now=clock())
        return booked

    return book


async def kept(store: SqlStore, id: UUID) -> Appointment:
    async with store.reading() as work:
        return await work.appointment(id)
