"""When an advisor, a group or the team can be booked, as one reads and changes it."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from uuid import UUID
from zlib import crc32

import msgspec
from msgspec import structs

from advice.appointments.rules import AgendaRules
from advice.content import Content
from gateway.console.appointments import wording
from gateway.console.appointments.asked import NewAbsence, NewRules
from gateway.console.appointments.rights import TEAM, Owner, Rights, owner_of
from gateway.console.appointments.views import (
    AbsencesView,
    AbsenceView,
    Lines,
    TimesView,
    rules_view,
)
from gateway.console.appointments.weeks import A_DAY
from handoff.advisors import Advisor, AuditLine, Deed
from handoff.appointments.agendas import Absence, Agendas, Span
from handoff.appointments.displaced import appointments_in
from handoff.ports import TeamStore, TeamWork
from kit.clock import AMSTERDAM, Clock, day_here

_EVER = Span(datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))


class TimesRefused(Exception):
    """Times that cannot be read or changed."""


class UnknownOwner(TimesRefused):
    """There is no such colleague or group, or their times are not for who asks."""


class UnknownAbsence(TimesRefused):
    """There is no such absence."""


class NotYourTimes(TimesRefused):
    """Only its owner and who leads may change it."""


class TeamRulesInFile(TimesRefused):
    """What holds for all is content, and not changed here."""


class RulesChanged(TimesRefused):
    """Somebody else changed the rules since they were read; `newest` is what they are now."""

    def __init__(self, newest: TimesView) -> None:
        super().__init__()
        self.newest = newest


@dataclass(frozen=True)
class Times:
    """The rules and absences, for who is logged in."""

    store: TeamStore
    content: Content
    rights: Rights
    lines: Lines
    clock: Clock

    async def rules(self, owner: Owner, reader: Advisor) -> TimesView:
        """Return the rules of an owner; raise `UnknownOwner`."""
        async with self.store.reading() as work:
            return await self._rules(work, owner, reader)

    async def keep_rules(self, owner: Owner, asked: NewRules, editor: Advisor) -> TimesView:
        """Keep rules; raise `TimesRefused` and `BadField`."""
        if owner == TEAM:
            raise TeamRulesInFile
        async with self.store.transaction() as work:
            if isinstance(owner, UUID):
                await work.lock_agendas(owner)
            now = await self._rules(work, owner, editor)
            self._require_edit(owner, editor)
            if asked.version != now.version:
                raise RulesChanged(now)
            await work.keep_agenda(owner, _for(owner, asked.rules.parsed()))
            await self._note(work, owner, editor)
            return await self._rules(work, owner, editor)

    async def absences(self, owner: Owner, reader: Advisor) -> AbsencesView:
        """Return when an owner is not there from now on; raise `UnknownOwner`."""
        async with self.store.reading() as work:
            await self._known(work, owner, reader)
            return await self._absences(work, owner, reader)

    async def keep_absence(self, owner: Owner, asked: NewAbsence, editor: Advisor) -> AbsencesView:
        """Keep another absence; raise `TimesRefused` and `BadField`."""
        async with self.store.transaction() as work:
            await self._known(work, owner, editor)
            self._require_edit(owner, editor)
            await work.keep_absence(asked.parsed(owner, self.clock()))
            await self._note(work, owner, editor)
            return await self._absences(work, owner, editor)

    async def drop_absence(self, owner: Owner, id: UUID, editor: Advisor) -> AbsencesView:
        """Forget an absence of an owner; raise `TimesRefused`."""
        async with self.store.transaction() as work:
            await self._known(work, owner, editor)
            self._require_edit(owner, editor)
            kept = [one for one in await work.absences(_EVER) if one.id == id]
            if not kept or owner_of(kept[0]) != owner:
                raise UnknownAbsence
            await work.drop_absence(id)
            await self._note(work, owner, editor)
            return await self._absences(work, owner, editor)

    async def _known(self, work: TeamWork, owner: Owner, reader: Advisor) -> Advisor | None:
        """Return whose times they are, None for a group or the team; raise `UnknownOwner`."""
        whose = await work.advisor(owner) if isinstance(owner, UUID) else None
        is_known = whose or owner == TEAM or self.content.desk.group(str(owner))
        if not is_known or not self.rights.may_read(reader, owner):
            raise UnknownOwner
        return whose

    def _require_edit(self, owner: Owner, editor: Advisor) -> None:
        if not self.rights.may_edit(editor, owner):
            raise NotYourTimes

    async def _rules(self, work: TeamWork, owner: Owner, reader: Advisor) -> TimesView:
        whose = await self._known(work, owner, reader)
        agendas, team = await work.agendas(), self.content.appointments.rules.team
        own = _own(agendas, owner, team)
        group = self.content.desk.group(next(iter(whose.groups), None)) if whose else None
        of_group = agendas.of_groups.get(group.id, AgendaRules()) if group else AgendaRules()
        return TimesView(
            owner=str(owner),
            title=self._title(owner, whose),
            is_person=whose is not None,
            may_edit=owner != TEAM and self.rights.may_edit(reader, owner),
            version=_version(own),
            own=rules_view(own),
            otherwise=rules_view(of_group.over(team)),
            group=group.title if group else None,
            from_group=[
                name for name, value in structs.asdict(of_group).items() if value is not None
            ],
        )

    def _title(self, owner: Owner, whose: Advisor | None) -> str:
        if whose is not None:
            return whose.name
        group = self.content.desk.group(str(owner))
        return group.title if group else wording.TEAM

    async def _absences(self, work: TeamWork, owner: Owner, reader: Advisor) -> AbsencesView:
        now = self.clock()
        names = {one.advisor.id: one.advisor.name for one in await work.accounts()}
        kept = await work.absences(Span(now, _EVER.end))
        own = [one for one in kept if owner_of(one) == owner]
        return AbsencesView(
            str(owner), [await self._absence(work, one, names, reader, now) for one in own]
        )

    async def _absence(
        self,
        work: TeamWork,
        absence: Absence,
        names: dict[UUID, str],
        reader: Advisor,
        now: datetime,
    ) -> AbsenceView:
        start, end = (one.astimezone(AMSTERDAM) for one in (absence.span.start, absence.span.end))
        ends_at_midnight = end.time() == time()
        hits = [
            one
            for one in await appointments_in(work, absence, now)
            if one.must_move_since is None and self.rights.may_see(reader, one)
        ]
        return AbsenceView(
            id=absence.id,
            title=absence.title,
            first=start.date(),
            last=day_here(absence.span.end) - A_DAY if ends_at_midnight else end.date(),
            since=None if start.time() == time() else f"{start:%H:%M}",
            until=None if ends_at_midnight else f"{end:%H:%M}",
            hits=self.lines.all(hits, names, now),
        )

    async def _note(self, work: TeamWork, owner: Owner, editor: Advisor) -> None:
        await work.note(AuditLine(self.clock(), Deed.AGENDA_CHANGED, editor.id, str(owner)))


def owner_in(name: str) -> Owner:
    """Return whose times a name in an address stands for."""
    try:
        return UUID(name)
    except ValueError:
        return name


def _own(agendas: Agendas, owner: Owner, team: AgendaRules) -> AgendaRules:
    if owner == TEAM:
        return team
    if isinstance(owner, UUID):
        return agendas.of_advisors.get(owner, AgendaRules())
    return agendas.of_groups.get(owner, AgendaRules())


def _for(owner: Owner, rules: AgendaRules) -> AgendaRules:
    """Return the rules without what a group cannot have: a calendar is a person's."""
    return rules if isinstance(owner, UUID) else structs.replace(rules, calendar=None)


def _version(rules: AgendaRules) -> str:
    """Return something that changes when the rules do."""
    return format(crc32(msgspec.json.encode(rules, order="sorted")), "x")
