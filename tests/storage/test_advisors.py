"""Accounts, sessions and the audit are kept as promised; on SQLite and on PostgreSQL."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from msgspec import structs

from handoff.accounts import EmailTaken
from handoff.advisors import Account, Advisor, Attempts, AuditLine, Deed, Role
from handoff.sessions import Session
from storage.store import SqlStore
from tests.support.time import HandClock

SAM = Advisor(uuid4(), "Sam de Vries", "sam@example.org", Role.LEAD, ("urk", "dronten"))


def account_of(advisor: Advisor = SAM, **changes: object) -> Account:
    return structs.replace(Account(advisor, "argon2"), **changes)


def session_of(clock: HandClock, token: bytes, advisor: UUID = SAM.id) -> Session:
    return Session(token * 32, advisor, clock(), clock())


@pytest.fixture
async def kept(store: SqlStore) -> SqlStore:
    """A store in which Sam has an account."""
    async with store.transaction() as work:
        await work.add_account(account_of())
    return store


async def _sam(store: SqlStore) -> Account:
    async with store.transaction() as work:
        found = await work.account(SAM.email)
    assert found is not None
    return found


async def test_an_account_is_read_back_as_it_was_kept(store: SqlStore, clock: HandClock) -> None:
    waits = Attempts(7, clock() + timedelta(seconds=4))
    account = account_of(totp_required=False, totp_secret="JBSW", totp_step=3, attempts=waits)

    async with store.transaction() as work:
        await work.add_account(account)

    async with store.transaction() as work:
        assert await work.account(SAM.email) == account
        assert await work.account_of(SAM.id) == account
        assert await work.accounts() == (account,)
        assert await work.account("SAM@example.org") is None
        assert await work.account_of(uuid4()) is None


async def test_an_address_is_of_one_account(kept: SqlStore) -> None:
    other = structs.replace(SAM, id=uuid4(), name="Sam Ander")

    async with kept.transaction() as work:
        with pytest.raises(EmailTaken, match=SAM.email):
            await work.add_account(account_of(other))

    async with kept.reading() as work:
        assert [one.advisor for one in await work.accounts()] == [SAM]


async def test_accounts_are_listed_by_name_and_none_is_lost_by_deactivating(
    kept: SqlStore,
) -> None:
    early = Advisor(uuid4(), "Ada", "ada@example.org", Role.ADVISOR)
    async with kept.transaction() as work:
        await work.add_account(account_of(early))
        await work.change_advisor(structs.replace(SAM, is_active=False, groups=()))

    async with kept.reading() as work:
        listed = [one.advisor for one in await work.accounts()]

    assert listed == [early, structs.replace(SAM, is_active=False, groups=())]


async def test_what_opens_an_account_changes_by_itself(kept: SqlStore, clock: HandClock) -> None:
    async with kept.transaction() as work:
        await work.change_password(SAM.id, "other")
        await work.set_totp(SAM.id, "JBSW")
        await work.count_attempt(SAM.id, Attempts(6, clock()))
    tried = await _sam(kept)
    async with kept.transaction() as work:
        await work.count_login(SAM.id, clock())

    assert (tried.password_hash, tried.totp_secret) == ("other", "JBSW")
    assert tried.attempts == Attempts(6, clock())
    assert (await _sam(kept)).attempts == Attempts()
    assert (await _sam(kept)).last_login_at == clock()


async def test_a_step_is_used_once_and_never_an_older_one(kept: SqlStore) -> None:
    async with kept.transaction() as work:
        used = [await work.use_totp_step(SAM.id, step) for step in (5, 5, 4, 6)]
        await work.set_totp(SAM.id, "NEWS")
        after = await work.use_totp_step(SAM.id, 4)

    assert used == [True, False, False, True]
    assert after


async def test_many_tries_at_the_same_time_count_as_many(kept: SqlStore, clock: HandClock) -> None:
    async def fail() -> None:
        async with kept.transaction() as work:
            account = await work.account(SAM.email)
            assert account is not None
            await asyncio.sleep(0)
            await work.count_attempt(SAM.id, account.attempts.failed(clock()))

    await asyncio.gather(*(fail() for _ in range(8)))

    assert (await _sam(kept)).attempts.failures == 8


async def test_a_session_comes_with_who_has_it_as_they_are_now(
    kept: SqlStore, clock: HandClock
) -> None:
    session = session_of(clock, b"a")
    changed = structs.replace(SAM, role=Role.ADVISOR)
    async with kept.transaction() as work:
        await work.open_session(session)
        await work.change_advisor(changed)

    async with kept.reading() as work:
        assert await work.session(session.token_hash) == (session, changed)
        assert await work.session(b"b" * 32) is None


async def test_a_session_that_sets_up_codes_keeps_their_secret(
    kept: SqlStore, clock: HandClock
) -> None:
    session = structs.replace(session_of(clock, b"a"), totp_secret="JBSW")
    async with kept.transaction() as work:
        await work.set_totp(SAM.id, "OTHER")
        await work.open_session(session)

    async with kept.reading() as work:
        assert await work.session(session.token_hash) == (session, SAM)


async def test_a_session_is_seen_and_closed(kept: SqlStore, clock: HandClock) -> None:
    session = session_of(clock, b"a")
    clock.forward(90)
    async with kept.transaction() as work:
        await work.open_session(session)
        await work.see_session(session.token_hash, clock())
        seen = await work.session(session.token_hash)
        await work.close_session(session.token_hash)
        await work.close_session(session.token_hash)

        assert seen == (structs.replace(session, seen_at=clock()), SAM)
        assert await work.session(session.token_hash) is None


async def test_all_sessions_of_one_advisor_or_all_old_ones_are_closed(
    kept: SqlStore, clock: HandClock
) -> None:
    ada = Advisor(uuid4(), "Ada", "ada@example.org", Role.ADVISOR)
    old, of_ada = session_of(clock, b"a"), session_of(clock, b"b", ada.id)
    clock.forward(1)
    new, newer = session_of(clock, b"c"), session_of(clock, b"d", ada.id)
    async with kept.transaction() as work:
        await work.add_account(account_of(ada))
        for one in (old, of_ada, new, newer):
            await work.open_session(one)

        await work.close_sessions_opened_before(clock())
        await work.close_sessions(ada.id)

        left = [await work.session(one.token_hash) for one in (old, of_ada, new, newer)]
    assert left == [None, None, (new, SAM), None]


async def test_the_audit_is_read_newest_first(kept: SqlStore, clock: HandClock) -> None:
    lines = [
        AuditLine(clock(), Deed.LOGIN, SAM.id),
        AuditLine(clock(), Deed.LOGIN_FAILED),
        AuditLine(clock(), Deed.SCAN_SEEN, SAM.id, str(uuid4())),
    ]
    async with kept.transaction() as work:
        for line in lines:
            await work.note(line)
        await work.change_advisor(structs.replace(SAM, is_active=False))

    async with kept.reading() as work:
        assert await work.audit(limit=2) == (lines[2], lines[1])
        assert await work.audit(limit=9) == tuple(reversed(lines))


async def test_what_is_undone_leaves_no_account(store: SqlStore) -> None:
    async def half_way() -> None:
        async with store.transaction() as work:
            await work.add_account(account_of())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await half_way()

    async with store.reading() as work:
        assert await work.accounts() == ()
