"""`python -m bench.appointments`: free times of 20 advisors, and a thousand appointments."""

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from advice.content import Content, load_content
from apps.settings import ROOT
from bench import calendars
from bench.report import Goal
from conversations.appointments import Appointment, AppointmentRequest, Form, Slot, WantedSlot
from conversations.conversation import Conversation
from conversations.scans import Given
from conversations.stage import Stage
from handoff.advisors import Account, Advisor, Role
from handoff.appointments.agenda import TeamAgenda
from handoff.appointments.slots import Diary, claim_of, free_slots
from kit.clock import utc_now
from storage.connect import connect
from storage.migrate import migrate
from storage.store import SqlStore

_ADVISORS, _LOOKS = 20, 60
_SHARE_TAKEN = 0.5
_GOAL_MS = 150


async def _fill(store: SqlStore, content: Content, now: datetime) -> int:
    """Book half of what is free, as chance has it; return how many appointments that are."""
    chance, booked = random.Random(2026), 0  # noqa: S311
    for number in range(_ADVISORS):
        advisor = Advisor(uuid4(), f"Adviseur {number}", f"{number}@example.org", Role.ADVISOR)
        async with store.transaction() as work:
            await work.add_account(Account(advisor, "-"))
        for slot in _some_free(advisor.id, content, now, chance):
            await _book(store, content, slot, now)
            booked += 1
    return booked


def _some_free(
    advisor: UUID, content: Content, now: datetime, chance: random.Random
) -> Sequence[Slot]:
    rules = content.appointments.rules.team
    closing_days = content.opening.closing_days
    chosen: list[Slot] = []
    diary = Diary(advisor=advisor, rules=rules, closing_days=closing_days)
    for slot in free_slots(diary, now, WantedSlot(form=Form.PHONE).wish):
        claim = claim_of(slot, rules)
        is_free = not chosen or claim_of(chosen[-1], rules).end <= claim.start
        if is_free and chance.random() < _SHARE_TAKEN:
            chosen.append(slot)
    return chosen


async def _book(store: SqlStore, content: Content, slot: Slot, now: datetime) -> None:
    conversation = Conversation(uuid4(), "web", b"", Stage.BOT, now)
    request = AppointmentRequest(
        form=Form.PHONE, question="subsidie voor een oven", consent=Given(True, 1, now)
    )
    booked = Appointment(
        id=uuid4(),
        version=0,
        conversation=conversation.id,
        slot=slot,
        request=request,
        booked_at=now,
    )
    claim = claim_of(slot, content.appointments.rules.team)
    async with store.transaction() as work:
        await work.open(conversation)
        await work.book(booked, claim, now=now)


async def _look(store: SqlStore, content: Content) -> list[float]:
    """Return how many milliseconds it takes to find three good times."""
    agenda = TeamAgenda(content, store, utc_now)
    waits = []
    for _ in range(_LOOKS):
        start = time.perf_counter()
        offers = await agenda.offers(uuid4(), WantedSlot(form=Form.PHONE), limit=3)
        waits.append((time.perf_counter() - start) * 1000)
        if len(offers) != 3:
            raise LookupError("a team of twenty has three free times")
    return sorted(waits)


async def measure() -> list[Goal]:
    """Return what was measured beside what we want."""
    content = load_content(ROOT / "data")
    with tempfile.TemporaryDirectory(prefix="schakel-bench-") as folder:
        url = f"sqlite:///{folder}/schakel.db"
        migrate(url)
        database = connect(url)
        store = SqlStore(database)
        booked = await _fill(store, content, utc_now())
        waits = await _look(store, content)
        await database.close()
    p95 = waits[int(len(waits) * 0.95)]
    print(f"offers: {_ADVISORS} advisors, {booked} appointments, {_LOOKS} looks")
    print(f"p50 {waits[len(waits) // 2]:.0f} ms, p95 {p95:.0f} ms")
    return [Goal("offers for 20 advisors and six weeks, p95", p95, _GOAL_MS, "ms")]


def main() -> int:
    """Measure free times and calendars, print, and return 1 when a goal is not met."""
    goals = [*asyncio.run(measure()), *asyncio.run(calendars.measure())]
    print(*goals, sep="\n")
    return 0 if all(goal.is_met for goal in goals) else 1


if __name__ == "__main__":
    sys.exit(main())
