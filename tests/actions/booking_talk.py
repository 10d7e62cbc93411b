"""Someone who wants an appointment, and a team with free times in a real database."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

import msgspec

from advice.content import Content
from conversations.appointments import Appointment, Booking, Form, Slot
from conversations.conversation import Conversation
from conversations.messages import Reply
from conversations.stage import Stage
from handoff.advisors import Account, Advisor, Role
from handoff.appointments.agenda import TeamAgenda
from handoff.appointments.agendas import Absence, Span
from handoff.appointments.appointing import Appointing
from handoff.appointments.links import AppointmentLinks
from storage.store import SqlStore
from tests.actions.rasa import CONVERSATION, Talk, rendered, titles
from tests.handoff.people import opened
from tests.support.time import HandClock

QUESTION = "Mijn oven is stuk en de bank leent mij niets"
PHONE, EMAIL = "Jan de Vries, 06-12345678", "jan@example.org"
WISH = "ik wil een afspraak"

type Said = dict[str, Any]


class Team:
    """The people who can be booked, and what the gateway does with what a message brings along."""

    def __init__(self, content: Content, store: SqlStore, clock: HandClock) -> None:
        self.people: list[Advisor] = []
        self._store = store
        self._clock = clock
        self._agenda = TeamAgenda(content, store, clock)
        self._appointing = Appointing(content, AppointmentLinks("https://example.org", "x" * 32))

    async def begin(self) -> None:
        """Open the conversation."""
        conversation = Conversation(CONVERSATION, "web", b"hash", Stage.BOT, self._clock())
        async with self._store.transaction() as work:
            await work.open(conversation)

    async def add(self, name: str, *groups: str) -> Advisor:
        """Add an advisor, of the general group unless told otherwise."""
        email = f"{name.lower()}@example.org"
        one = Advisor(uuid4(), name, email, Role.ADVISOR, groups or ("algemeen",))
        async with self._store.transaction() as work:
            await work.add_account(Account(one, "no-hash"))
        self.people.append(one)
        return one

    async def take(self, slot: Slot, form: Form = Form.PHONE) -> None:
        """Let somebody else hold a time; raise `SlotTaken`."""
        other = await opened(self._store, self._clock)
        await self._agenda.hold(other, slot, form)

    async def is_away(self) -> None:
        """Let nobody of the team be there for a year."""
        now = self._clock()
        span = Span(now, now + timedelta(days=365))
        async with self._store.transaction() as work:
            await work.keep_absence(Absence(id=uuid4(), span=span, title="dicht"))

    async def keep(self, said: Mapping[str, Any]) -> Appointment | None:
        """Keep what a message brings along; return what is booked then."""
        cancelled = bool(said.get("appointment_cancelled"))
        reply = Reply("", appointment=booking(said), appointment_cancelled=cancelled)
        async with self._store.transaction() as work:
            await work.hold(CONVERSATION)
            await self._appointing.carry_out(work, CONVERSATION, [reply], self._clock())
            return await work.booked_appointment(CONVERSATION, self._clock())

    async def ask_to_move(self, appointment: Appointment) -> None:
        """Let the advisor say that this time will not do."""
        async with self._store.transaction() as work:
            await work.hold(CONVERSATION)
            await self._appointing.ask_to_move(work, appointment, self._clock())


def booking(said: Mapping[str, Any]) -> Booking | None:
    """Return what a message brings along to book."""
    brought = said.get("appointment")
    return msgspec.convert(brought, Booking) if brought else None


def booked(said: Mapping[str, Any]) -> Booking:
    """Return what a message surely brings along to book."""
    found = booking(said)
    assert found is not None
    return found


async def wish(talk: Talk, text: str = WISH) -> Said:
    """Ask for an appointment; return what is said last."""
    said = await talk.turn("action_book_appointment", intent="book_appointment", text=text)
    return said[-1]


async def times(talk: Talk, form: str = "Telefonisch", text: str = WISH) -> Said:
    """Ask for an appointment about `QUESTION`; return the times that are offered."""
    talk.slots["own_question"] = QUESTION
    said = await talk.press(await wish(talk, text), form)
    return await talk.say("Dorpsstraat 1, Urk") if form == "Bij u in de zaak" else said


async def chosen(talk: Talk, form: str = "Telefonisch") -> Said:
    """Choose the first time; return the next question."""
    said = await times(talk, form)
    return await talk.press(said, titles(said)[0])


async def finished(talk: Talk) -> Said:
    """Make an appointment by telephone; return the last thing said."""
    await chosen(talk)
    await talk.say(PHONE)
    await talk.say(EMAIL)
    return await talk.say("ja")


def free(said: Said) -> list[str]:
    """Return the times on the buttons."""
    return titles(said)[:-2]


def text(said: Said) -> str:
    """Return a message as an entrepreneur reads it."""
    return rendered(said)[0]


def offered(talk: Talk, at: int = 0) -> Slot:
    """Return one of the times that were offered last."""
    return msgspec.convert(talk.slots["booking"]["offers"][at], Slot)


def held(talk: Talk) -> Slot:
    """Return the time that is held."""
    return msgspec.convert(talk.slots["booking"]["slot"], Slot)
