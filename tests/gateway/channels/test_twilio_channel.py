"""Messages go to people by twilio's own library, over HTTP, to a Twilio of our own."""

import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from http import HTTPStatus

import msgspec
import pytest

from advice.channels import MenuWords
from conversations.channels import (
    Choice,
    DeliveryError,
    MediaAway,
    MediaGone,
    MediaRef,
    NotOurs,
    OptedOut,
    OutboundFile,
    OutboundMessage,
    OutsideWindow,
    Part,
    ProviderAway,
    Refused,
    Throttled,
    Unclear,
    Unreachable,
)
from conversations.messages import Author
from gateway.channels.twilio.channel import TwilioChannel
from gateway.channels.twilio.errors import CODES, error_for
from gateway.channels.twilio.line import Account
from gateway.channels.twilio.sms import Sms
from gateway.channels.twilio.whatsapp import WhatsApp
from tests.advice.small_channels import CHANNELS
from tests.support.time import HandClock
from tests.support.twilio import ACCOUNT, NUMBER, TEMPLATES, TOKEN, Twilio, running_twilio
from tests.support.twilio_troubles import Trouble, half, hangs, ill, odd, refusal, too_fast

TO = "+31612345678"
SITE = "https://schakel.example.org"
SINCE = HandClock().now
"""When the messages of these tests were asked for."""
WORDS = msgspec.convert(CHANNELS["menu"], MenuWords)
HELLO = Part("Goedemiddag, waarmee kan ik u helpen?")
# Long enough for a call on a busy machine, short enough to wait for.
SECONDS = 0.5


@pytest.fixture
async def twilio(clock: HandClock) -> AsyncIterator[Twilio]:
    async with running_twilio(clock) as running:
        yield running


def whatsapp(twilio: Twilio, clock: HandClock, token: str = TOKEN) -> TwilioChannel:
    account = Account(ACCOUNT, token, twilio.url)
    rendering = WhatsApp(WORDS, TEMPLATES)
    return TwilioChannel(
        rendering, NUMBER, account=account, site=SITE, clock=clock, seconds=SECONDS
    )


@pytest.fixture
async def channel(twilio: Twilio, clock: HandClock) -> AsyncIterator[TwilioChannel]:
    channel = whatsapp(twilio, clock)
    yield channel
    await channel.close()


@pytest.fixture
async def sms(twilio: Twilio, clock: HandClock) -> AsyncIterator[TwilioChannel]:
    account = Account(ACCOUNT, TOKEN, twilio.url)
    channel = TwilioChannel(Sms(WORDS), NUMBER, account=account, site=SITE, clock=clock)
    yield channel
    await channel.close()


async def test_a_text_reaches_the_phone_with_an_address_for_news(
    twilio: Twilio, channel: TwilioChannel
) -> None:
    id = await channel.send(TO, HELLO, "7-0")

    [message] = twilio.phone(TO).received
    assert (message.sid, message.text) == (id, HELLO.text)
    assert message.callback == f"{SITE}/channels/twilio/status?tag=7-0"


async def test_an_sms_has_no_word_before_its_number(twilio: Twilio, sms: TwilioChannel) -> None:
    await sms.send(TO, HELLO, "7-0")

    [message] = twilio.phone(TO, is_whatsapp=False).received
    assert (message.to, message.sender) == (TO, NUMBER)


async def test_choices_can_be_pressed(twilio: Twilio, channel: TwilioChannel) -> None:
    choices = (Choice("4.0", "Ja"), Choice("4.1", "Nee"))

    [part] = channel.parts(OutboundMessage(Author.BOT, "Wilt u dat?", choices))
    await channel.send(TO, part, "7-0")

    [message] = twilio.phone(TO).received
    assert (message.text, message.choices) == ("Wilt u dat?", [("Ja", "4.0"), ("Nee", "4.1")])


async def test_ten_choices_are_a_list(twilio: Twilio, channel: TwilioChannel) -> None:
    choices = tuple(Choice(f"4.{place}", f"Regeling {place}") for place in range(10))

    [part] = channel.parts(OutboundMessage(Author.BOT, "Welke?", choices))
    await channel.send(TO, part, "7-0")

    [message] = twilio.phone(TO).received
    assert message.template == TEMPLATES["lijst-10"]
    assert len(message.choices) == 10


async def test_a_picture_goes_along_with_its_text(twilio: Twilio, channel: TwilioChannel) -> None:
    picture = OutboundFile("Uw scan", "image/png", b"PNG", f"{SITE}/api/v1/files/1")

    [part] = channel.parts(OutboundMessage(Author.BOT, "Zo staat u ervoor.", files=(picture,)))
    await channel.send(TO, part, "7-0")

    [message] = twilio.phone(TO).received
    assert (message.media, message.body) == ((picture.url,), "Zo staat u ervoor.")


async def test_a_template_says_that_there_is_an_answer(
    twilio: Twilio, channel: TwilioChannel
) -> None:
    await channel.send_template(TO, "terug", "7-0")

    [message] = twilio.phone(TO).received
    assert message.template == TEMPLATES["terug"]


async def test_without_the_template_nobody_is_called_back(sms: TwilioChannel) -> None:
    with pytest.raises(Refused, match="no-template"):
        await sms.send_template(TO, "terug", "7-0")


@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        (too_fast(), Throttled),
        (ill(500), ProviderAway),
        (ill(503), ProviderAway),
        (ill(502), Unclear),
        (ill(504), Unclear),
        (half(), Unclear),
        (hangs(is_taken=False), Unclear),
        (hangs(is_taken=True), Unclear),
        (odd(b"<html>"), Unclear),
        (odd(b"[]", 201), Unclear),
        (odd(b"{}", 201), Unclear),
        (odd(b"\xff", 201), Unclear),
        (odd(b"<html>", 503), ProviderAway),
        (odd(b"", 302), ProviderAway),
        (refusal(12345), Refused),
        (refusal(0, 401), NotOurs),
        (refusal(20404, 404), NotOurs),
    ],
)
async def test_trouble_has_a_name(
    twilio: Twilio, channel: TwilioChannel, trouble: Trouble, error: type[DeliveryError]
) -> None:
    twilio.troubles.append(trouble)

    with pytest.raises(error) as caught:
        await channel.send(TO, HELLO, "7-0")

    assert type(caught.value) is error
    assert await channel.send(TO, HELLO, "7-1")


async def test_each_code_means_what_the_table_says(twilio: Twilio, channel: TwilioChannel) -> None:
    for code, error in CODES.items():
        twilio.troubles.append(refusal(code))

        with pytest.raises(error) as caught:
            await channel.send(TO, HELLO, "7-0")

        assert caught.value.code == str(code)


async def test_too_fast_says_how_long_to_wait(twilio: Twilio, channel: TwilioChannel) -> None:
    twilio.troubles.append(too_fast("17"))

    with pytest.raises(Throttled) as caught:
        await channel.send(TO, HELLO, "7-0")

    assert caught.value.retry_after == timedelta(seconds=17)


@pytest.mark.parametrize("header", ["", "-1", "soon", "1.5", "²", "9" * 40])
def test_a_wait_that_cannot_be_read_is_none(header: str) -> None:
    assert error_for(20429, HTTPStatus.TOO_MANY_REQUESTS, header).retry_after is None


def test_nobody_waits_longer_than_an_hour() -> None:
    error = error_for(20429, HTTPStatus.TOO_MANY_REQUESTS, "86400")

    assert error.retry_after == timedelta(hours=1)


async def test_when_nobody_is_there_the_provider_is_away(
    twilio: Twilio, channel: TwilioChannel
) -> None:
    await twilio.stop()

    with pytest.raises(ProviderAway):
        await channel.send(TO, HELLO, "7-0")

    await twilio.start()
    assert await channel.send(TO, HELLO, "7-0")


async def test_a_wrong_secret_is_for_us_to_mend(twilio: Twilio, clock: HandClock) -> None:
    channel = whatsapp(twilio, clock, token="wrong")

    with pytest.raises(NotOurs):
        await channel.send(TO, HELLO, "7-0")
    with pytest.raises(NotOurs):
        await channel.sent_before(TO, HELLO, "7-0", SINCE)

    await channel.close()


async def test_who_replied_stop_gets_nothing(twilio: Twilio, sms: TwilioChannel) -> None:
    twilio.books.stopped.add(TO)

    with pytest.raises(OptedOut):
        await sms.send(TO, HELLO, "7-0")


async def test_a_number_that_is_none_is_given_up(channel: TwilioChannel) -> None:
    with pytest.raises(Unreachable):
        await channel.send("0612345678", HELLO, "7-0")


async def test_after_a_day_of_silence_it_is_outside_the_window(
    twilio: Twilio, channel: TwilioChannel
) -> None:
    twilio.books.refused[f"whatsapp:{TO}"] = 63016

    with pytest.raises(OutsideWindow):
        await channel.send(TO, HELLO, "7-0")


async def test_a_number_is_never_in_an_error_or_a_log_line(
    twilio: Twilio, channel: TwilioChannel, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    twilio.books.refused[f"whatsapp:{TO}"] = 21211

    with pytest.raises(Unreachable) as caught:
        await channel.send(TO, HELLO, "7-0")
    await channel.sent_before(TO, HELLO, "7-0", SINCE)

    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert not [line for line in caplog.messages if TO.removeprefix("+") in line]


@pytest.mark.parametrize("trouble", [half(), hangs(is_taken=True), Trouble(504, is_taken=True)])
async def test_what_arrived_although_the_line_broke_is_found(
    twilio: Twilio, channel: TwilioChannel, trouble: Trouble
) -> None:
    twilio.troubles.append(trouble)
    with pytest.raises(Unclear):
        await channel.send(TO, HELLO, "7-0")

    found = await channel.sent_before(TO, HELLO, "7-0", SINCE)

    assert [message.sid for message in twilio.messages] == [found]


async def test_what_did_not_arrive_is_not_found(twilio: Twilio, channel: TwilioChannel) -> None:
    twilio.troubles.append(hangs(is_taken=False))
    with pytest.raises(Unclear):
        await channel.send(TO, HELLO, "7-0")

    assert await channel.sent_before(TO, HELLO, "7-0", SINCE) is None


async def test_choices_that_arrived_although_the_line_broke_are_found(
    twilio: Twilio, channel: TwilioChannel
) -> None:
    part = Part("Wilt u dat?", (Choice("4.0", "Ja"),))
    twilio.troubles.append(half())
    with pytest.raises(Unclear):
        await channel.send(TO, part, "7-0")

    assert await channel.sent_before(TO, part, "7-0", SINCE) == twilio.messages[0].sid


async def test_the_same_words_said_before_are_another_message(
    twilio: Twilio, channel: TwilioChannel, clock: HandClock
) -> None:
    await channel.send(TO, HELLO, "3-0")
    twilio.troubles.append(hangs(is_taken=False))
    with pytest.raises(Unclear):
        await channel.send(TO, HELLO, "7-0")

    assert await channel.sent_before(TO, HELLO, "7-0", SINCE) is None
    assert await channel.sent_before(TO, HELLO, "3-0", SINCE) == twilio.messages[0].sid


async def test_another_process_finds_what_this_one_sent(
    twilio: Twilio, channel: TwilioChannel, clock: HandClock
) -> None:
    id = await channel.send(TO, HELLO, "7-0")
    other = whatsapp(twilio, clock)
    clock.forward(3_600)

    assert await other.sent_before(TO, HELLO, "7-0", SINCE) == id
    assert await other.sent_before(TO, Part("Iets anders"), "7-1", SINCE) is None
    assert await other.sent_before("+31687654321", HELLO, "8-0", SINCE) is None
    later = SINCE + timedelta(hours=1)
    assert await other.sent_before(TO, HELLO, "9-0", later) is None
    await other.close()


@pytest.mark.parametrize("trouble", [ill(), half(), hangs(is_taken=False), odd(b"{}")])
async def test_who_cannot_be_asked_what_arrived_is_away(
    twilio: Twilio, channel: TwilioChannel, trouble: Trouble
) -> None:
    twilio.troubles.append(trouble)

    with pytest.raises(ProviderAway):
        await channel.sent_before(TO, HELLO, "7-0", SINCE)


async def test_a_file_is_fetched_with_our_secret_that_goes_nowhere_else(
    twilio: Twilio, channel: TwilioChannel
) -> None:
    where = twilio.keep_file(b"%PDF", "application/pdf", "../begroting 2027.pdf")

    file = await channel.fetch(MediaRef(where, "application/pdf"), 100)

    assert (file.title, file.media_type) == ("begroting 2027.pdf", "application/pdf")
    assert file.data == b"%PDF"


async def test_a_file_without_a_name_gets_one(twilio: Twilio, channel: TwilioChannel) -> None:
    where = twilio.keep_file(b"JPG", "image/jpeg")

    file = await channel.fetch(MediaRef(where, "image/jpeg"), 100)

    assert file.title == "bijlage.jpg"


async def test_a_file_that_is_too_large_is_not_taken(
    twilio: Twilio, channel: TwilioChannel
) -> None:
    where = twilio.keep_file(b"a" * 101, "image/jpeg")

    with pytest.raises(MediaGone):
        await channel.fetch(MediaRef(where, "image/jpeg"), 100)


async def test_a_file_that_is_gone_stays_gone(twilio: Twilio, channel: TwilioChannel) -> None:
    where = twilio.keep_file(b"JPG", "image/jpeg")[:-4] + "0000"

    with pytest.raises(MediaGone):
        await channel.fetch(MediaRef(where, "image/jpeg"), 100)


@pytest.mark.parametrize("trouble", [ill(), too_fast(), refusal(20003, 401), hangs(is_taken=False)])
async def test_a_file_that_cannot_be_fetched_now_may_come(
    twilio: Twilio, channel: TwilioChannel, trouble: Trouble
) -> None:
    where = twilio.keep_file(b"JPG", "image/jpeg")
    twilio.troubles.append(trouble)

    with pytest.raises(MediaAway):
        await channel.fetch(MediaRef(where, "image/jpeg"), 100)


@pytest.mark.parametrize(
    "where",
    [
        "https://example.org/2010-04-01/Accounts/{account}/Messages/MM1/Media/ME1",
        "https://twilio.com.example.org/2010-04-01/Accounts/{account}/Messages/MM1/Media/ME1",
        "http://api.twilio.com/2010-04-01/Accounts/{account}/Messages/MM1/Media/ME1",
        "{api}/2010-04-01/Accounts/AC0/Messages/MM1/Media/ME1",
        "{api}@example.org/2010-04-01/Accounts/{account}/Messages/MM1/Media/ME1",
        "https://[/",
        "",
    ],
)
async def test_our_secret_goes_to_twilio_only(
    twilio: Twilio, channel: TwilioChannel, where: str
) -> None:
    address = where.format(account=ACCOUNT, api=twilio.url)

    with pytest.raises(MediaGone):
        await channel.fetch(MediaRef(address, "image/jpeg"), 100)

    assert not twilio.calls
