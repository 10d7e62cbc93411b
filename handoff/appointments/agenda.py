"""The free times of the whole team, as who looks for one sees them."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain, groupby, islice
from uuid import UUID

from msgspec import structs

from advice.appointments.rules import AgendaRules
from advice.content import Content
from conversations.appointments import Appointment, Form, Slot, SlotTaken, Terms, WantedSlot
from handoff.advisors import Advisor, Role
from handoff.appointments.agendas import Agendas, Span, Taken
from handoff.appointments.slots import (
    Diary,
    claim_of,
    free_slots,
    good_offers,
    is_free,
    one_for_each_time,
)
from handoff.ports import TeamStore, TeamWork
from kit.clock import Clock, day_here, midnight_here

type Look = Callable[[UUID, Span], Awaitable[Sequence[Span]]]

HELD_FOR = timedelta(minutes=10)
# The most that is kept free before or after a talk.
_AROUND = timedelta(hours=8)

# On so many days free times of an advisor are looked at: enough for offers on other days.
_DAYS = 4


def rules_of(
    agendas: Agendas, team: AgendaRules, advisor: Advisor, group: str | None
) -> AgendaRules:
    """Return what holds for an advisor: the own rules over those of the group and of the team.

    `group` is the one that was asked for; who is not in it is booked by the rules of their first.
    """
    booked_in = group if group in advisor.groups else next(iter(advisor.groups), None)
    of_group = agendas.of_groups.get(booked_in or "", AgendaRules())
    return agendas.of_advisors.get(advisor.id, AgendaRules()).over(of_group.over(team))


class TeamAgenda:
    """Looks for free times in the database, and holds them there."""

    def __init__(
        self, content: Content, store: TeamStore, clock: Clock, look: Look | None = None
    ) -> None:
        """`look` sees what the own calendar of an advisor says at this moment, and keeps it."""
        self._content = content
        self._store = store
        self._clock = clock
        self._look = look

    async def offers(self, conversation: UUID, wanted: WantedSlot, *, limit: int) -> Sequence[Slot]:
        now = self._clock()
        async with self._store.reading() as work:
            diaries = await self._diaries(work, wanted, now, but_for=conversation)
            booked = await work.booked_appointment(conversation, now)
        load = {one.advisor: len(one.taken.starts) for one in diaries}
        later = [
            slot
            for diary in diaries
            for slot in _first_days(self._later(diary, wanted, now))
            if booked is None or slot != booked.slot
        ]
        return good_offers(one_for_each_time(later, load), limit)

    def _later(self, diary: Diary, wanted: WantedSlot, now: datetime) -> Iterator[Slot]:
        """Give the free times after the one that was offered last, as far as they are asked for."""
        after, wish = wanted.after, wanted.wish
        if after is None:
            return free_slots(diary, now, wish)
        day = day_here(after)
        onward = structs.replace(wish, first=max(wish.first or day, day))
        return (slot for slot in free_slots(diary, now, onward) if slot.start > after)

    async def hold(
        self, conversation: UUID, slot: Slot, form: Form, group: str | None = None
    ) -> None:
        """As the port says; what a client names counts only if it is really free."""
        if self._look:
            around = Span(slot.start - _AROUND, slot.end + _AROUND)
            await self._look(slot.advisor, around)
        now = self._clock()
        async with self._store.transaction() as work:
            # The conversation first, as everywhere: else two moves of one wait for each other.
            await work.hold(conversation)
            await work.lock_agendas(slot.advisor)
            wanted = WantedSlot(form=form, group=group, advisor=slot.advisor)
            diaries = await self._diaries(work, wanted, now, but_for=conversation)
            diary = next((one for one in diaries if is_free(one, slot, now)), None)
            if diary is None:
                raise SlotTaken
            claim = claim_of(slot, diary.rules)
            until = now + HELD_FOR
            await work.hold_slot(conversation, slot, claim, now=now, until=until)

    async def booked(self, conversation: UUID) -> Appointment | None:
        async with self._store.reading() as work:
            return await work.booked_appointment(conversation, self._clock())

    async def advisor_name(self, advisor: UUID) -> str:
        async with self._store.reading() as work:
            found = await work.advisor(advisor)
        return found.name if found else ""

    async def terms(self, slot: Slot, group: str | None) -> Terms:
        team = self._content.appointments.rules.team
        async with self._store.reading() as work:
            advisor = await work.advisor(slot.advisor)
            rules = rules_of(await work.agendas(), team, advisor, group) if advisor else team
        change_until = slot.start - timedelta(hours=rules.change_hours or 0)
        return Terms(change_until=change_until, place=rules.place, video=rules.video)

    async def _diaries(
        self, work: TeamWork, wanted: WantedSlot, now: datetime, *, but_for: UUID
    ) -> Sequence[Diary]:
        """Return the diaries of all who can be booked in that form."""
        agendas, team = await work.agendas(), self._content.appointments.rules.team
        people = [account.advisor for account in await work.accounts()]
        rules = {
            one.id: rules_of(agendas, team, one, wanted.group)
            for one in self._candidates(people, wanted)
        }
        bookable = {
            id: rule
            for id, rule in rules.items()
            if rule.is_bookable and wanted.form in (rule.forms or ())
        }
        horizon = max((rule.horizon_days or 0 for rule in bookable.values()), default=0)
        # What was earlier today counts for how many there may be on a day.
        span = Span(midnight_here(day_here(now)), now + timedelta(days=horizon + 1))
        taken = await work.taken(span, now=now, but_for=but_for)
        absences = await work.absences(span)
        groups = {one.id: one.groups for one in people}
        return [
            Diary(
                advisor=id,
                rules=rule,
                taken=taken.get(id, Taken()),
                off=tuple(one.span for one in absences if one.concerns(id, groups[id])),
                closing_days=self._content.opening.closing_days,
            )
            for id, rule in bookable.items()
        ]

    def _candidates(self, people: Sequence[Advisor], wanted: WantedSlot) -> Sequence[Advisor]:
        """Return the wanted advisor, or who is in the group; else who may read what it gets."""
        active = [one for one in people if one.is_active]
        if wanted.advisor is not None:
            return [one for one in active if one.id == wanted.advisor]
        group = self._content.desk.group(wanted.group)
        inside = [one for one in active if group is None or group.id in one.groups]
        if inside or group is None or not group.is_closed:
            return inside or active
        return [one for one in active if one.role is not Role.ADVISOR]


def _first_days(slots: Iterator[Slot]) -> Iterator[Slot]:
    days = groupby(slots, key=lambda slot: slot.start.date())
    return chain.from_iterable(of_day for _, of_day in islice(days, _DAYS))
