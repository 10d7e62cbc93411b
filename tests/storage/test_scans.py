"""Scans are kept as long as was consented to, and no longer; on SQLite and on PostgreSQL."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from msgspec import structs

from conversations.conversation import Conversation
from conversations.messages import Button, Kind, Meta, Reminder, Reply
from conversations.ports import UnknownConversation
from conversations.scans import CountedScan, Given, ScanRecord, new_code
from conversations.stage import Stage
from storage.store import SqlStore
from tests.support.time import HandClock

LONG = timedelta(days=90)


def scan_of(clock: HandClock, **changes: object) -> ScanRecord:
    """Return a finished scan that nobody may see or count, differing in `changes`."""
    scan = ScanRecord(
        id=uuid4(),
        business=uuid4(),
        code=new_code(),
        version=1,
        answers={"gemeente": "urk"},
        levels={"geld": 1},
        schemes={"kia": "waarschijnlijk"},
        consents={"advies": Given(is_given=False, version=2, at=clock())},
        may_be_seen=False,
        may_be_counted=False,
        walk={"own_words": "over mijn dochter"},
        finished_at=clock(),
    )
    return structs.replace(scan, **changes)


async def test_a_scan_is_read_back_as_it_was_kept(store: SqlStore, clock: HandClock) -> None:
    scan = scan_of(clock, may_be_seen=True)
    conversation = await _said(store, clock, scan)

    async with store.reading() as work:
        by_code = await work.scan_of_code(scan.code.lower().replace("-", " "))
        for_advisor = await work.scan_for_advisor(scan.id)

    assert by_code is not None
    assert structs.replace(by_code.scan, code=scan.code) == scan
    assert for_advisor is not None
    assert (for_advisor.conversation, for_advisor.scan.walk) == (conversation, scan.walk)


async def test_a_scan_that_goes_on_elsewhere_is_one_scan_there(
    store: SqlStore, clock: HandClock
) -> None:
    scan = scan_of(clock, finished_at=None)
    first = await _said(store, clock, scan)
    second = await _said(store, clock, structs.replace(scan, answers={"gemeente": "dronten"}))

    async with store.transaction() as work:
        await work.erase(first)
        kept = await work.scan_of_code(scan.code)

    assert kept is not None
    assert (kept.conversation, kept.scan.answers) == (second, {"gemeente": "dronten"})


async def test_no_code_opens_a_scan_but_its_own(store: SqlStore, clock: HandClock) -> None:
    await _said(store, clock, scan_of(clock))

    async with store.reading() as work:
        assert await work.scan_of_code(new_code()) is None
        assert await work.scan_of_code("") is None


async def test_an_advisor_sees_only_what_was_consented_to_newest_first(
    store: SqlStore, clock: HandClock
) -> None:
    hidden, old = scan_of(clock), scan_of(clock, may_be_seen=True)
    clock.forward(60)
    new, unfinished = (
        scan_of(clock, may_be_seen=True),
        scan_of(clock, may_be_seen=True, finished_at=None),
    )
    for scan in (hidden, old, new, unfinished):
        await _said(store, clock, scan)

    async with store.reading() as work:
        seen = await work.scans_for_advisor(limit=10)
        assert [one.scan.id for one in seen] == [new.id, old.id]
        assert await work.scan_for_advisor(hidden.id) is None


async def test_a_withdrawn_consent_hides_the_scan_and_takes_it_out_of_the_figures(
    store: SqlStore, clock: HandClock
) -> None:
    scan = scan_of(clock, may_be_seen=True, may_be_counted=True)
    await _said(store, clock, scan)
    await _said(store, clock, structs.replace(scan, may_be_seen=False, may_be_counted=False))

    async with store.reading() as work:
        assert await work.scan_for_advisor(scan.id) is None
        assert await _counted(store, clock) == ()
        assert await work.first_counted() is None


async def test_erasing_a_conversation_erases_its_scan_whatever_was_consented_to(
    store: SqlStore, clock: HandClock
) -> None:
    scan = scan_of(clock, may_be_seen=True, may_be_counted=True)
    conversation = await _said(store, clock, scan)

    async with store.transaction() as work:
        await work.erase(conversation)

    async with store.reading() as work:
        assert await work.scan_of_code(scan.code) is None
    assert await _counted(store, clock) == ()


@pytest.mark.parametrize("is_finished", [True, False])
async def test_what_no_one_may_keep_goes_with_the_conversation(
    store: SqlStore, clock: HandClock, is_finished: bool
) -> None:
    changes = {} if is_finished else {"may_be_seen": True, "finished_at": None}
    scan = scan_of(clock, **changes)
    await _said(store, clock, scan)

    await _expire(store, clock)

    async with store.reading() as work:
        assert await work.scan_of_code(scan.code) is None


async def test_what_an_advisor_may_see_outlives_the_conversation_and_then_goes(
    store: SqlStore, clock: HandClock
) -> None:
    scan = scan_of(clock, may_be_seen=True)
    await _said(store, clock, scan)

    await _expire(store, clock)

    async with store.transaction() as work:
        kept = await work.scan_for_advisor(scan.id)
        assert kept is not None
        assert kept.conversation is None
        assert await work.scan_of_code(scan.code) is not None
        assert await work.forget_scans_untouched_since(clock() - timedelta(days=200)) == 0
        assert await work.forget_scans_untouched_since(clock()) == 1
        assert await work.scan_of_code(scan.code) is None


@pytest.mark.parametrize("may_be_seen", [True, False])
async def test_what_may_be_counted_stays_without_anything_that_says_whose_it_is(
    store: SqlStore, clock: HandClock, may_be_seen: bool
) -> None:
    scan = scan_of(clock, may_be_seen=may_be_seen, may_be_counted=True)
    await _said(store, clock, scan)
    await _expire(store, clock)
    async with store.transaction() as work:
        await work.forget_scans_untouched_since(clock())

    async with store.reading() as work:
        assert await work.scan_of_code(scan.code) is None
        assert await work.scan_for_advisor(scan.id) is None
    (counted,) = await _counted(store, clock)
    assert scan.finished_at is not None
    assert counted == CountedScan(
        scan.business, 1, {"gemeente": "urk"}, {"geld": 1}, scan.finished_at
    )


async def test_only_finished_scans_of_the_period_are_counted(
    store: SqlStore, clock: HandClock
) -> None:
    start = clock()
    for seconds in (-1, 0, 59, 60):
        at = start + timedelta(seconds=seconds)
        await _said(store, clock, scan_of(clock, may_be_counted=True, finished_at=at))
    await _said(store, clock, scan_of(clock, may_be_counted=True, finished_at=None))

    async with store.reading() as work:
        counted = await work.counted_scans(start, start + timedelta(seconds=60))
        assert [(one.finished_at - start).seconds for one in counted] == [0, 59]
        assert await work.first_counted() == start - timedelta(seconds=1)


async def test_published_figures_are_kept_as_they_were_first_published(
    store: SqlStore, clock: HandClock
) -> None:
    async with store.transaction() as work:
        assert await work.published("2026KW03") is None
        assert await work.publish("2026KW03", b"first", clock())
        assert not await work.publish("2026KW03", b"second", clock())

    async with store.reading() as work:
        assert await work.published("2026KW03") == b"first"


async def test_a_reminder_is_said_once_when_its_time_has_come(
    store: SqlStore, clock: HandClock
) -> None:
    on = Button("Verder", "/start_scan")
    reminder = Reminder("niet_af", clock() + LONG, "Gaat u verder?", (on,), Meta(Kind.SCAN))
    conversation = await _reminding(store, clock, reminder)

    assert await _due(store, clock) == 0
    clock.forward(LONG.total_seconds())
    assert await _due(store, clock) == 1
    assert await _due(store, clock) == 0

    async with store.reading() as work:
        said = await work.last_reply(conversation)
        assert await work.offered(conversation, "/start_scan") == "Verder"
    assert said is not None
    assert (said.text, said.meta.kind) == ("Gaat u verder?", Kind.SCAN)


async def test_a_reminder_replaces_the_one_before_it_and_can_be_called_off(
    store: SqlStore, clock: HandClock
) -> None:
    conversation = await _reminding(store, clock, Reminder("een", clock(), "eerst"))
    await _reminding(store, clock, Reminder("een", clock(), "later"), conversation)
    await _reminding(store, clock, Reminder("twee", clock(), "af"), conversation)
    await _reminding(store, clock, Reminder("twee"), conversation)

    assert await _due(store, clock) == 1
    async with store.reading() as work:
        said = await work.last_reply(conversation)
    assert said is not None
    assert said.text == "later"


async def test_a_conversation_that_waits_for_a_reminder_is_not_too_old(
    store: SqlStore, clock: HandClock
) -> None:
    at = clock() + 2 * LONG
    conversation = await _reminding(store, clock, Reminder("een", at, "dag"))

    await _expire(store, clock)
    async with store.reading() as work:
        assert (await work.conversation(conversation)).id == conversation
    clock.forward(LONG.total_seconds())
    assert await _due(store, clock) == 1
    await _expire(store, clock)

    async with store.reading() as work:
        with pytest.raises(UnknownConversation):
            await work.conversation(conversation)


async def _opened(store: SqlStore, clock: HandClock) -> UUID:
    conversation = Conversation(uuid4(), "web", b"hash", Stage.BOT, clock())
    async with store.transaction() as work:
        await work.open(conversation)
    return conversation.id


async def _said(store: SqlStore, clock: HandClock, scan: ScanRecord) -> UUID:
    """Keep a scan with a reply in a new conversation."""
    conversation = await _opened(store, clock)
    async with store.transaction() as work:
        await work.say(conversation, [Reply("Klaar", scan=scan)], clock())
    return conversation


async def _reminding(
    store: SqlStore, clock: HandClock, reminder: Reminder, conversation: UUID | None = None
) -> UUID:
    conversation = conversation or await _opened(store, clock)
    async with store.transaction() as work:
        await work.say(conversation, [Reply("Goed", reminders=(reminder,))], clock())
    return conversation


async def _due(store: SqlStore, clock: HandClock) -> int:
    async with store.transaction() as work:
        return await work.say_what_is_due(clock(), limit=10)


async def _expire(store: SqlStore, clock: HandClock) -> None:
    """Let so much time pass that an untouched conversation is erased."""
    clock.forward(LONG.total_seconds() + 1)
    async with store.transaction() as work:
        await work.erase_untouched_since(clock() - LONG)


async def _counted(store: SqlStore, clock: HandClock) -> tuple[CountedScan, ...]:
    year = timedelta(days=365)
    async with store.reading() as work:
        return tuple(await work.counted_scans(clock() - year, clock() + year))
