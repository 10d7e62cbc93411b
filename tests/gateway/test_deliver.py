"""What is said to people elsewhere arrives: once, in order, whatever the provider does."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from conversations.channels import (
    COME_BACK,
    DeliveryError,
    NotOurs,
    OptedOut,
    OutsideWindow,
    ProviderAway,
    Refused,
    Throttled,
    Unclear,
    Unreachable,
)
from conversations.contacts import Contact
from conversations.conversation import Conversation
from conversations.deliveries import DeliveryState
from conversations.fakes import ScriptedChannel
from conversations.messages import Author, Button, Reply
from conversations.stage import Stage
from gateway.deliver import SMS, WHATSAPP, Delivering
from storage.database import Database
from storage.store import SqlStore
from tests.support.time import HandClock

WINDOW = timedelta(hours=24)


class Post:
    """Two channels and what carries messages to them."""

    def __init__(self, store: SqlStore, database: Database, clock: HandClock) -> None:
        self.store, self.clock = store, clock
        self.whatsapp, self.sms = ScriptedChannel(WHATSAPP, WINDOW), ScriptedChannel(SMS)
        self.delivering = Delivering(
            {WHATSAPP: self.whatsapp, SMS: self.sms},
            store=store,
            news=database.news(),
            clock=clock,
            site="https://schakel.example.org",
            fallback="Er is een antwoord.",
        )

    async def meet(self, address: str = "+31612345678", channel: str = SMS) -> UUID:
        """Let somebody write for the first time."""
        head = Conversation(uuid4(), channel, b"", Stage.BOT, self.clock())
        async with self.store.transaction() as work:
            await work.open(head)
            assert await work.meet(Contact(channel, address, head.id, self.clock()))
        return head.id

    async def say(self, conversation: UUID, *texts: str, author: Author = Author.BOT) -> None:
        async with self.store.transaction() as work:
            replies = [Reply(text) for text in texts]
            await work.say(conversation, replies, self.clock(), author=author)

    async def hear(self, conversation: UUID) -> None:
        """Let them write again."""
        async with self.store.transaction() as work:
            contact = await work.contact_of(conversation)
            assert contact is not None
            await work.hear(Contact(contact.channel, contact.address, conversation, self.clock()))

    async def states(self, conversation: UUID) -> list[DeliveryState]:
        async with self.store.reading() as work:
            return list((await work.delivery_states(conversation)).values())

    async def rounds(self, number: int = 10, seconds: int = 20) -> None:
        """Let time go by in which all that is due is sent."""
        for _ in range(number):
            await self.delivering.round()
            self.clock.forward(seconds)


@pytest.fixture
def post(store: SqlStore, database: Database, clock: HandClock) -> Post:
    return Post(store, database, clock)


def texts(channel: ScriptedChannel) -> list[str]:
    return [part.text for _, part in channel.sent]


async def test_what_is_said_goes_to_where_somebody_wrote_from(post: Post) -> None:
    conversation = await post.meet()
    await post.say(conversation, "een", "twee")

    await post.rounds()

    assert [(to, part.text) for to, part in post.sms.sent] == [
        ("+31612345678", "een"),
        ("+31612345678", "twee"),
    ]
    assert await post.states(conversation) == [DeliveryState.SENT] * 2


async def test_on_the_website_nothing_is_carried_away(post: Post) -> None:
    head = Conversation(uuid4(), "web", b"", Stage.BOT, post.clock())
    async with post.store.transaction() as work:
        await work.open(head)
    await post.say(head.id, "een")

    await post.rounds()

    assert await post.states(head.id) == []


async def test_choices_are_named_by_message_and_place(post: Post) -> None:
    conversation = await post.meet()
    async with post.store.transaction() as work:
        buttons = (Button("Ja", "/affirm"), Button("Nee", "/deny"))
        await work.say(conversation, [Reply("Past dat?", buttons)], post.clock())

    await post.rounds()

    ((_, part),) = post.sms.sent
    assert [(one.id, one.title) for one in part.choices] == [("1.0", "Ja"), ("1.1", "Nee")]


@pytest.mark.parametrize(
    "failure", [ProviderAway("503"), Throttled("429", timedelta(seconds=7)), NotOurs("20003")]
)
async def test_what_is_not_taken_now_is_taken_later_once_and_in_order(
    post: Post, failure: DeliveryError
) -> None:
    conversation = await post.meet()
    post.sms.failures = [failure, failure, failure]
    await post.say(conversation, "een", "twee")

    await post.rounds()

    assert texts(post.sms) == ["een", "twee"]


async def test_a_throttled_message_waits_as_long_as_the_provider_asks(post: Post) -> None:
    conversation = await post.meet()
    post.sms.failures = [Throttled("429", timedelta(seconds=90))]
    await post.say(conversation, "een")

    await post.rounds(4, seconds=20)
    assert texts(post.sms) == []

    await post.rounds(2, seconds=20)
    assert texts(post.sms) == ["een"]


async def test_half_an_answer_is_looked_up_before_it_is_sent_again(post: Post) -> None:
    conversation = await post.meet()
    post.sms.failures = [Unclear("timeout")]
    await post.say(conversation, "een\ntwee")

    await post.rounds()

    assert texts(post.sms) == ["een", "twee"]


async def test_of_a_long_message_only_the_rest_is_sent_again(post: Post) -> None:
    conversation = await post.meet()
    await post.say(conversation, "een\ntwee\ndrie")
    post.sms.failures = [None, ProviderAway("503")]

    await post.rounds()

    assert texts(post.sms) == ["een", "twee", "drie"]


async def test_one_who_cannot_be_reached_holds_up_nobody_else(post: Post) -> None:
    nowhere, near = await post.meet("+31600000000"), await post.meet("+31612345678")
    post.sms.failures = [Unreachable("30005")]
    await post.say(nowhere, "weg")
    await post.say(near, "hier")

    await post.rounds(1)

    assert await post.states(nowhere) == [DeliveryState.FAILED]
    assert await post.states(near) == [DeliveryState.SENT]


async def test_a_message_of_which_the_provider_wants_nothing_lets_the_next_through(
    post: Post,
) -> None:
    conversation = await post.meet()
    post.sms.failures = [Refused("21617")]
    await post.say(conversation, "kapot", "heel")

    await post.rounds()

    assert await post.states(conversation) == [DeliveryState.FAILED, DeliveryState.SENT]


async def test_who_opted_out_at_the_provider_gets_nothing_more(post: Post) -> None:
    conversation = await post.meet()
    post.sms.failures = [OptedOut("21610")]
    await post.say(conversation, "een", "twee")

    await post.rounds()

    assert (texts(post.sms), await post.states(conversation)) == (
        [],
        [DeliveryState.STOPPED, DeliveryState.STOPPED],
    )


async def test_who_wants_nothing_gets_the_last_word_and_nothing_else(post: Post) -> None:
    conversation = await post.meet()
    await post.say(conversation, "een")
    async with post.store.transaction() as work:
        await work.want_nothing(SMS, "+31612345678", post.clock())
        await work.say_line(SMS, "+31612345678", "U hoort niets meer.", post.clock())

    await post.rounds()

    assert texts(post.sms) == ["U hoort niets meer."]


async def test_after_the_window_one_invitation_goes_out_and_the_rest_waits(post: Post) -> None:
    conversation = await post.meet(channel=WHATSAPP)
    post.clock.forward(25 * 3_600)
    await post.say(conversation, "een", "twee", author=Author.ADVISOR)

    await post.rounds()

    assert (texts(post.whatsapp), post.whatsapp.templates) == (
        [],
        [("+31612345678", COME_BACK)],
    )
    assert await post.states(conversation) == [DeliveryState.HELD, DeliveryState.HELD]


async def test_what_was_held_comes_as_soon_as_somebody_writes(post: Post) -> None:
    conversation = await post.meet(channel=WHATSAPP)
    post.clock.forward(25 * 3_600)
    await post.say(conversation, "een", "twee", author=Author.ADVISOR)
    await post.rounds()

    await post.hear(conversation)
    await post.rounds()

    assert texts(post.whatsapp) == ["een", "twee"]


async def test_who_writes_before_the_invitation_went_out_gets_none(post: Post) -> None:
    conversation = await post.meet(channel=WHATSAPP)
    post.clock.forward(25 * 3_600)
    await post.say(conversation, "een", author=Author.ADVISOR)
    await post.rounds(1)
    await post.hear(conversation)

    await post.rounds()

    assert (texts(post.whatsapp), post.whatsapp.templates) == (["een"], [])


async def test_without_a_template_an_sms_says_that_there_is_an_answer(post: Post) -> None:
    conversation = await post.meet(channel=WHATSAPP)
    post.clock.forward(25 * 3_600)
    await post.say(conversation, "een", author=Author.ADVISOR)
    await post.rounds(1)
    post.whatsapp.failures = [Refused("no-template")]

    await post.rounds()

    assert post.sms.sent[0][0] == "+31612345678"
    assert texts(post.sms) == ["Er is een antwoord."]


async def test_a_window_that_the_provider_sees_closed_is_closed(post: Post) -> None:
    conversation = await post.meet(channel=WHATSAPP)
    post.whatsapp.failures = [OutsideWindow("63016")]
    await post.say(conversation, "een")

    await post.rounds(1)

    assert await post.states(conversation) == [DeliveryState.HELD]


async def test_after_a_day_of_trying_it_is_given_up(post: Post) -> None:
    conversation = await post.meet()
    post.sms.failures = [ProviderAway("503") for _ in range(10_000)]
    await post.say(conversation, "een")

    await post.rounds(30, seconds=3_600)

    assert await post.states(conversation) == [DeliveryState.FAILED]


async def test_an_erased_conversation_sends_nothing_more(post: Post) -> None:
    conversation = await post.meet()
    await post.say(conversation, "een")
    async with post.store.transaction() as work:
        await work.erase(conversation)

    await post.rounds()

    assert texts(post.sms) == []


async def test_a_report_never_goes_back(post: Post) -> None:
    conversation = await post.meet()
    await post.say(conversation, "een")
    async with post.store.transaction() as work:
        until = post.clock() + WINDOW
        (delivery,) = await work.claim_deliveries(now=post.clock(), until=until, limit=1)
        await work.part_sent(delivery, parts=1, is_last=True, until=until)
    tag = delivery.tag(0)

    for state in (DeliveryState.READ, DeliveryState.DELIVERED, DeliveryState.SENT):
        async with post.store.transaction() as work:
            await work.report_delivery(tag, state, "")

    assert await post.states(conversation) == [DeliveryState.READ]


@pytest.mark.parametrize("tag", ["", "x", "1", "-", "9" * 30 + "-0", "1-", "٣-0"])
async def test_a_report_about_nothing_of_ours_changes_nothing(post: Post, tag: str) -> None:
    async with post.store.transaction() as work:
        await work.report_delivery(tag, DeliveryState.READ, "")


async def test_what_a_killed_worker_had_sent_is_not_sent_again(post: Post) -> None:
    """It was taken by the provider, and the worker died before that was kept."""
    conversation = await post.meet()
    await post.say(conversation, "een")
    async with post.store.transaction() as work:
        now = post.clock()
        (delivery,) = await work.claim_deliveries(now=now, until=now, limit=1)
    (part,) = post.sms.parts(await post.delivering._outbound(delivery))
    await post.sms.send(delivery.address, part, delivery.tag(0))

    await post.rounds()

    assert texts(post.sms) == ["een"]


async def test_after_ten_minutes_away_all_of_five_hundred_come_once_and_in_order(
    post: Post,
) -> None:
    people = [await post.meet(f"+316000000{number:02}") for number in range(50)]
    post.sms.is_away = True
    for number in range(10):
        for conversation in people:
            await post.say(conversation, f"bericht {number}")
    await post.rounds(30, seconds=20)
    assert post.sms.sent == []

    post.sms.is_away = False
    await post.rounds(60, seconds=1)

    for number in range(50):
        theirs = [part.text for to, part in post.sms.sent if to == f"+316000000{number:02}"]
        assert theirs == [f"bericht {number}" for number in range(10)]
