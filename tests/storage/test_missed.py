"""What was missed is found, quickly, and proposals are kept once; on SQLite and PostgreSQL."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import create_engine

from advice.proposals.proposal import Hidden, NewQuestion, NewSentence, Wish
from conversations.conversation import Conversation
from conversations.messages import Inbound, Kind, Meta, Reply
from conversations.stage import Stage
from handoff.advisors import Advisor, Role
from handoff.missed import Said
from handoff.proposals import Proposal
from storage.missed import MISSED
from storage.store import SqlStore
from tests.support.console import member
from tests.support.time import HandClock

OUTSIDE, ASKED_BACK, ANSWERED = Kind.OUT_OF_SCOPE, Kind.CLARIFICATION, Kind.FAQ
ELSE = "Iets anders"


async def talked(store: SqlStore, clock: HandClock, *turns: tuple[str | Inbound, Kind]) -> UUID:
    """Keep a conversation of messages and the kinds of their answers; return its id."""
    id = uuid4()
    async with store.transaction() as work:
        await work.open(Conversation(id, "web", b"x" * 32, Stage.BOT, clock()))
        for said, kind in turns:
            message = said if isinstance(said, Inbound) else Inbound(uuid4().hex, said)
            await work.receive(id, message, clock())
            await work.say(id, [Reply("Dag.", meta=Meta(kind))], clock())
    return id


def pressed(title: str, payload: str = "/deny") -> Inbound:
    return Inbound(uuid4().hex, title, payload)


async def missed(store: SqlStore, clock: HandClock) -> list[Said]:
    async with store.reading() as work:
        return list(
            await work.missed(clock() - timedelta(days=90), something_else=ELSE),
        )


@pytest.mark.parametrize("kind", list(Kind))
async def test_only_what_was_not_answered_is_missed(
    store: SqlStore, clock: HandClock, kind: Kind
) -> None:
    await talked(store, clock, ("iets met bijen", kind))

    texts = [one.text for one in await missed(store, clock)]

    assert texts == (["iets met bijen"] if kind in (OUTSIDE, ASKED_BACK) else [])


async def test_something_else_under_an_answer_tells_that_it_was_missed(
    store: SqlStore, clock: HandClock
) -> None:
    await talked(store, clock, ("iets met bijen", Kind.SCHEMES), (pressed(ELSE), OUTSIDE))
    await talked(store, clock, ("doe de scan", Kind.SCAN), (pressed("Nee"), Kind.OTHER))

    assert [one.text for one in await missed(store, clock)] == ["iets met bijen"]


async def test_asked_back_and_then_something_else_is_missed_once(
    store: SqlStore, clock: HandClock
) -> None:
    await talked(store, clock, ("iets met bijen", ASKED_BACK), (pressed(ELSE), OUTSIDE))

    assert await missed(store, clock) == [Said("iets met bijen", 1, clock())]


async def test_a_button_is_no_sentence(store: SqlStore, clock: HandClock) -> None:
    await talked(store, clock, (pressed("Uitleg", "/ask_help"), OUTSIDE))

    assert await missed(store, clock) == []


async def test_the_newest_comes_first_and_the_old_not_at_all(
    store: SqlStore, clock: HandClock
) -> None:
    await talked(store, clock, ("te oud", OUTSIDE))
    clock.forward(90 * 86_400 + 1)
    await talked(store, clock, ("bijen", OUTSIDE), ("vlinders", OUTSIDE))
    clock.forward(60)
    await talked(store, clock, ("bijen", OUTSIDE))

    assert [(one.text, one.times) for one in await missed(store, clock)] == [
        ("bijen", 2),
        ("vlinders", 1),
    ]


def test_it_is_found_by_the_index_and_not_by_reading_all_messages(
    database_url: str, clock: HandClock
) -> None:
    engine = create_engine(database_url)
    asked = MISSED.params(since=clock(), title=ELSE)
    statement = asked.compile(engine, compile_kwargs={"literal_binds": True})

    with engine.connect() as connection:
        explain = "EXPLAIN QUERY PLAN" if engine.name == "sqlite" else "EXPLAIN"
        if engine.name != "sqlite":
            # A table without rows is read quickest as a whole.
            connection.exec_driver_sql("SET enable_seqscan = off")
        plan = str(connection.exec_driver_sql(f"{explain} {statement}").all())
    engine.dispose()

    assert "ix_messages_missed_at" in plan
    assert "SCAN messages" not in plan
    assert "SCAN asked" not in plan
    assert "Seq Scan" not in plan


async def propose(store: SqlStore, proposal: Proposal) -> bool:
    async with store.transaction() as work:
        return await work.propose(proposal)


@pytest.fixture
async def sam(store: SqlStore) -> Advisor:
    return await member(store, role=Role.LEAD)


async def test_a_proposal_is_read_back_as_it_was_made(
    store: SqlStore, clock: HandClock, sam: Advisor
) -> None:
    day = date(2026, 11, 23)
    question = NewQuestion(
        "iets met bijen", "Bijen?", "Ja.", "Imkers", "https://imkers.example.org", day
    )
    wishes: list[Wish] = [NewSentence("iets met ‘vlinders’", "faq_planten"), question]

    for wish in wishes:
        assert await propose(store, Proposal(wish, sam.id, clock()))
        clock.forward(1)

    async with store.reading() as work:
        proposed = await work.open_proposals()
    assert [one.wish for one in proposed] == wishes
    assert {one.advisor for one in proposed} == {sam.id}


async def test_of_one_sentence_there_is_one_proposal_whoever_makes_it(
    store: SqlStore, clock: HandClock, sam: Advisor
) -> None:
    assert await propose(store, Proposal(NewSentence("bijen", "a"), sam.id, clock()))

    others: list[Wish | Hidden] = [NewSentence("Bijen", "b"), Hidden("bijen ")]
    for content in others:
        assert not await propose(store, Proposal(content, sam.id, clock()))

    async with store.reading() as work:
        assert [one.wish for one in await work.open_proposals()] == [NewSentence("bijen", "a")]


async def test_what_is_withdrawn_is_free_again_and_what_is_done_or_hidden_is_not(
    store: SqlStore, clock: HandClock, sam: Advisor
) -> None:
    proposed: list[Wish | Hidden] = [
        *(NewSentence(sentence, "a") for sentence in ("bijen", "vlinders")),
        Hidden("mieren"),
    ]
    ids = [Proposal(content, sam.id, clock()).id for content in proposed]
    for content in proposed:
        await propose(store, Proposal(content, sam.id, clock()))

    async with store.transaction() as work:
        withdrawn = [await work.withdraw(ids[0]) for _ in range(2)]
        await work.finish_proposals(ids, clock())
        withdrawn += [await work.withdraw(id) for id in ids]
        handled = await work.handled_sentences()
        assert await work.open_proposals() == ()

    assert withdrawn == [True, False, False, False, False]
    assert sorted(handled) == ["mieren", "vlinders"]
