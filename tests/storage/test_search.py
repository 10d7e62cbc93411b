"""A request is found by the words in it and in what was said; on SQLite and on PostgreSQL."""

import asyncio
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from alembic import command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs
from sqlalchemy import make_url

from conversations.messages import Author, Reply
from storage.connect import connect
from storage.migrate import migrate, migration_config
from storage.store import SqlStore
from storage.words import LONGEST_WORD, words_in
from tests.handoff.people import ask, opened, says, waiting, wish
from tests.support.time import HandClock

# What a database can keep of a text; a search may have everything.
SAID = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)


async def found(store: SqlStore, words: str) -> list[UUID]:
    """Return the conversations of the requests that are found."""
    async with store.reading() as work:
        return [case.handoff.conversation for case in await work.search_cases(words, limit=20)]


async def asked(store: SqlStore, clock: HandClock, *said: str) -> UUID:
    """Open a conversation with a request in which something was said; return its id."""
    handoff = await waiting(store, clock)
    for text in said:
        await says(store, clock, handoff.conversation, text)
    return handoff.conversation


@pytest.mark.parametrize(
    "words",
    [
        "onderne",
        "ONDERNEMER",
        "cafe",
        "Café",
        "cafe\N{COMBINING ACUTE ACCENT}",
        "onderne cafe",
        "vierkante 120",
        "overname ondernemer",
        "jansen",
        "jan@example.org",
        "urk dochter",
        "slim-regeling",
    ],
)
async def test_all_words_are_found_by_their_beginning_wherever_they_stand(
    store: SqlStore, clock: HandClock, words: str
) -> None:
    wanted = await asked(
        store, clock, "Ik ben ondernemer in een café.", "(120 m² vierkante meter, overname?)"
    )

    assert await found(store, words) == [wanted]


@pytest.mark.parametrize("words", ["nemer", "ondernemers", "ondernemer zwembad", "", " ", "%", "_"])
async def test_what_is_not_a_beginning_of_each_word_is_not_found(
    store: SqlStore, clock: HandClock, words: str
) -> None:
    await asked(store, clock, "Ik ben ondernemer, voor 100%.")

    assert await found(store, words) == []


@pytest.mark.parametrize("sign", list("%_\"'*()&|!:<>-\\^~\0\ud800"))
async def test_a_sign_only_parts_words(store: SqlStore, clock: HandClock, sign: str) -> None:
    wanted = await asked(store, clock, "Korting of subsidie")

    assert await found(store, f"{sign}kort{sign}{sign}subsid{sign}") == [wanted]
    assert await found(store, f"kort{sign}zwembad") == []


async def test_who_asked_last_comes_first_and_no_more_than_wanted(
    store: SqlStore, clock: HandClock
) -> None:
    conversations = []
    for _ in range(4):
        conversations.append(await asked(store, clock, "Een bakfiets"))
        clock.forward(60)

    async with store.reading() as work:
        cases = await work.search_cases("bakfiets", limit=3)

    newest_first = conversations[::-1]
    assert [case.handoff.conversation for case in cases] == newest_first[:3]


async def test_what_was_said_before_somebody_wanted_a_person_is_found_too(
    store: SqlStore, clock: HandClock
) -> None:
    conversation = await opened(store, clock)
    await says(store, clock, conversation, "Ik bak stroopwafels")
    before = await found(store, "stroopwafel")

    await ask(store, clock, conversation)

    assert (before, await found(store, "stroopwafel")) == ([], [conversation])


@pytest.mark.parametrize("author", [Author.ADVISOR, Author.BOT, Author.SYSTEM])
async def test_what_anybody_says_is_found(
    store: SqlStore, clock: HandClock, author: Author
) -> None:
    wanted = await asked(store, clock)

    async with store.transaction() as work:
        await work.say(wanted, [Reply("Dag"), Reply("Kijk bij Qredits")], clock(), author=author)

    assert await found(store, "qredits") == [wanted]


async def test_a_request_that_changed_is_found_by_what_it_is_now(
    store: SqlStore, clock: HandClock
) -> None:
    request = wish(clock)
    conversation = (await waiting(store, clock, request)).conversation

    other = structs.replace(request, contact="0320-123456", question="Mag ik verhuizen?")
    await ask(store, clock, conversation, other)

    assert await found(store, "verhuizen 0320") == [conversation]
    assert await found(store, "jan@example.org") == []


async def test_what_is_erased_is_not_found_and_the_others_are(
    store: SqlStore, clock: HandClock
) -> None:
    gone, young = await asked(store, clock, "zeepkist"), await asked(store, clock, "zeepkist")

    async with store.transaction() as work:
        await work.erase(gone)

    assert await found(store, "zeepkist") == [young]


async def test_what_is_undone_is_not_found(store: SqlStore, clock: HandClock) -> None:
    conversation = await asked(store, clock)

    async def fail_half_way() -> None:
        async with store.transaction() as work:
            await work.say(conversation, [Reply("vergissing")], clock())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail_half_way()

    assert await found(store, "vergissing") == []


def in_file(sqlite_url: str) -> bytes:
    """Return all that can be read in the file of a database, by whatever program."""
    return Path(make_url(sqlite_url).database or "").read_bytes()


async def test_no_word_of_an_erased_conversation_stays_in_the_file(
    sqlite_url: str, clock: HandClock
) -> None:
    database = connect(sqlite_url)
    store = SqlStore(database)
    secrets = [f"geheim{uuid4().hex}" for _ in range(200)]
    await asked(store, clock, *(f"Mijn {secret}" for secret in secrets[::2]))
    clock.forward(60)
    gone = await asked(store, clock, *(f"Mijn {secret}" for secret in secrets[1::2]))

    async with store.transaction() as work:
        await work.erase(gone)
    # Whoever closes the file last brings the log over to it.
    await database.close()

    kept = in_file(sqlite_url)
    assert [secret for secret in secrets if secret.encode() in kept] == secrets[::2]


async def test_what_was_asked_before_there_was_an_index_is_found(
    database_url: str, clock: HandClock
) -> None:
    database = connect(database_url)
    store = SqlStore(database)
    wanted = await asked(store, clock, "Mijn zeepkist")
    bare = await opened(store, clock)
    await says(store, clock, bare, "Ook een zeepkist")
    command.downgrade(migration_config(database_url), "0011")

    migrate(database_url)
    await says(store, clock, wanted, "En een bakfiets")

    assert await found(store, "zeepkist bakfiets slim") == [wanted]
    assert await found(store, "zeepkist") == [wanted]
    await database.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=80), min_size=1, max_size=8))
def test_nothing_that_is_searched_is_an_error(database_url: str, searches: list[str]) -> None:
    async def search_all() -> None:
        database = connect(database_url)
        for words in (*searches, " ".join(searches) * 99):
            await found(SqlStore(database), words)
        await database.close()

    asyncio.run(search_all())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=SAID, data=st.data())
def test_whatever_is_said_is_found_by_it_and_by_its_beginnings(
    database_url: str, said: str, data: st.DataObject
) -> None:
    words = sorted(words_in(said))
    begins = [word[: data.draw(st.integers(1, len(word)))] for word in words]

    async def search() -> None:
        database, clock = connect(database_url), HandClock()
        store = SqlStore(database)
        wanted = await asked(store, clock, said)
        expected = [wanted] if words else []
        assert await found(store, said) == await found(store, " ".join(begins)) == expected
        async with store.transaction() as work:
            await work.erase(wanted)
        await database.close()

    asyncio.run(search())


@given(st.text())
def test_a_word_is_a_word_of_its_own(text: str) -> None:
    for word in words_in(text):
        assert words_in(word) == {word}
        assert len(word) <= LONGEST_WORD


async def test_a_word_without_end_counts_by_its_first_signs(
    store: SqlStore, clock: HandClock
) -> None:
    wanted = await asked(store, clock, "x" * 2_000)

    assert await found(store, "x" * 200) == [wanted]


async def test_an_old_conversation_takes_its_words_with_it(
    store: SqlStore, clock: HandClock
) -> None:
    conversation = await asked(store, clock, "zeepkist")
    async with store.transaction() as work:
        await work.cancel_handoff(conversation, clock())
    clock.forward(timedelta(days=91).total_seconds())
    new = await asked(store, clock, "zeepkist")

    async with store.transaction() as work:
        erased = await work.erase_untouched_since(clock() - timedelta(days=90))

    assert (erased, await found(store, "zeepkist")) == (1, [new])
