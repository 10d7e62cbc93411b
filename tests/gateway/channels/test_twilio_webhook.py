"""Twilio calls: what is signed is heard, and nothing else leaves a trace."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar import Litestar
from litestar.testing import TestClient
from multidict import MultiDict
from structlog.testing import capture_logs
from twilio.request_validator import RequestValidator

from conversations.channels import Arrival, MediaRef
from conversations.deliveries import DeliveryState
from conversations.files import PLACE
from gateway.channels.twilio.addresses import STATUS_PATH
from gateway.channels.twilio.signature import NoSecret
from gateway.channels.twilio.webhook import routes
from tests.support.serving import serving
from tests.support.time import HandClock
from tests.support.twilio import ACCOUNT, NUMBER, TEMPLATES, TOKEN, running_twilio
from tests.support.twilio_phone import Fields, Phone, Product, Taken

SITE = "https://schakel.example.org"
JANNEKE = "+31612345678"
OLD_TOKEN = "the-one-before-and-long-enough"


@dataclass
class Heard:
    """What came through."""

    arrivals: list[Arrival] = field(default_factory=list)
    reports: list[tuple[str, DeliveryState, str]] = field(default_factory=list)

    async def arrive(self, arrival: Arrival) -> None:
        self.arrivals.append(arrival)

    async def report(self, tag: str, state: DeliveryState, code: str) -> None:
        self.reports.append((tag, state, code))

    def app(self) -> Litestar:
        """A site with nothing but these routes."""
        tokens = (TOKEN, OLD_TOKEN)
        return Litestar([routes(ACCOUNT, tokens, SITE, arrive=self.arrive, report=self.report)])


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
async def product(heard: Heard) -> AsyncIterator[Product]:
    """Behind a proxy: Twilio signs another address than the one where we are."""
    async with serving(heard.app()) as address:
        yield Product(ACCOUNT, TOKEN, SITE, address)


@pytest.fixture
def janneke(product: Product) -> Phone:
    return Phone(JANNEKE, f"whatsapp:{NUMBER}", product, [])


@pytest.fixture
def janneke_by_sms(product: Product) -> Phone:
    return Phone(JANNEKE, NUMBER, product, [])


def sent(values: dict[str, str] | None = None) -> Taken:
    """A message of ours on its way."""
    return Taken(
        sid="SM" + "0a" * 16,
        to=f"whatsapp:{JANNEKE}",
        sender=f"whatsapp:{NUMBER}",
        body="",
        media=(),
        template=TEMPLATES["knoppen-2"],
        values=values or {},
        callback=f"{SITE}{STATUS_PATH}?tag=7-0",
        at=HandClock()(),
    )


async def test_a_text_is_heard_and_answered_with_nothing(heard: Heard, janneke: Phone) -> None:
    answer = await janneke.says("Heeft u iets voor een oven? \N{THUMBS UP SIGN}", id="SM1")

    assert (answer.status_code, answer.text) == (200, "<Response/>")
    assert answer.headers["content-type"].startswith("text/xml")
    assert heard.arrivals == [
        Arrival(
            channel="whatsapp",
            address=JANNEKE,
            external_id="SM1",
            text="Heeft u iets voor een oven? \N{THUMBS UP SIGN}",
            name="Janneke",
        )
    ]


async def test_an_sms_is_heard_as_one(heard: Heard, janneke_by_sms: Phone) -> None:
    await janneke_by_sms.says("hoi", id="SM1")

    expected = Arrival(channel="sms", address=JANNEKE, external_id="SM1", text="hoi")
    assert heard.arrivals == [expected]


@pytest.mark.parametrize("count", [2, 5])
async def test_what_was_pressed_is_a_choice(heard: Heard, product: Product, count: int) -> None:
    pairs = [value for place in range(count) for value in (f"Keuze {place}", f"4.{place}")]
    values = {str(place): value for place, value in enumerate(["Kies maar.", *pairs], 1)}
    phone = Phone(JANNEKE, f"whatsapp:{NUMBER}", product, [sent(values)])

    await phone.presses("Keuze 1")

    [arrival] = heard.arrivals
    assert (arrival.choice, arrival.text) == ("4.1", "Keuze 1")


async def test_a_place_is_heard_with_its_words(heard: Heard, janneke: Phone) -> None:
    await janneke.shares_place("52.51", "5.47", label="Bakkerij", address="Dorpsstraat 1, Urk")

    [arrival] = heard.arrivals
    assert arrival.text == "Bakkerij, Dorpsstraat 1, Urk"
    assert arrival.media == (MediaRef("52.51,5.47", PLACE),)


async def test_a_file_is_heard_with_where_it_is(heard: Heard, janneke: Phone) -> None:
    await janneke.sends_file("https://api.twilio.com/f/1", "image/jpeg", text="Mijn oven")

    [arrival] = heard.arrivals
    assert arrival.text == "Mijn oven"
    assert arrival.media == (MediaRef("https://api.twilio.com/f/1", "image/jpeg"),)


@pytest.mark.parametrize("kind", ["sticker", "contacts", "ephemeral", "order", "iets-nieuws"])
async def test_of_an_unknown_kind_at_least_is_heard_that_it_came(
    heard: Heard, janneke: Phone, kind: str
) -> None:
    answer = await janneke.sends([("Body", ""), ("Nieuw", "1")], kind=kind)

    assert answer.status_code == 200
    assert [(arrival.text, arrival.media) for arrival in heard.arrivals] == [("", ())]


@pytest.mark.parametrize("word", ["STOP", "START"])
async def test_a_word_that_twilio_understood_is_passed_on_as_that_word(
    heard: Heard, janneke_by_sms: Phone, word: str
) -> None:
    await janneke_by_sms.opts_out("Arret", word)
    await janneke_by_sms.opts_out("hulp", "HELP")

    assert [arrival.text for arrival in heard.arrivals] == [word, "hulp"]


async def test_who_hides_their_number_has_another_address(heard: Heard, product: Product) -> None:
    phone = Phone("NL.13491208655302741918", f"whatsapp:{NUMBER}", product, [])

    await phone.says("hoi")

    assert [arrival.address for arrival in heard.arrivals] == ["NL.13491208655302741918"]


@pytest.mark.parametrize("sender", ["PostNL", "3669", "messenger:12", "whatsapp:", "+٣١٦١٢٣٤٥٦٧٨"])
async def test_who_cannot_be_answered_is_not_heard(
    heard: Heard, product: Product, sender: str
) -> None:
    answer = await Phone(sender, NUMBER, product, []).says("Uw pakket komt eraan")

    assert (answer.status_code, heard.arrivals) == (200, [])


async def test_the_token_before_still_opens(heard: Heard, product: Product, janneke: Phone) -> None:
    product.token = OLD_TOKEN

    await janneke.says("hoi")

    assert len(heard.arrivals) == 1


@pytest.mark.parametrize("signature", ["", "AAAA", None])
async def test_what_is_not_signed_leaves_no_trace(
    heard: Heard, product: Product, janneke: Phone, signature: str | None
) -> None:
    product.token = "of-somebody-else"

    with capture_logs() as lines:
        answer = await janneke.sends([("Body", "hoi")], kind="text", signature=signature)

    assert (answer.status_code, answer.text) == (403, "")
    assert not heard.arrivals
    assert lines == [
        {"event": "webhook.refused", "log_level": "warning", "path": "/channels/whatsapp"}
    ]


async def test_a_signature_holds_for_these_fields_and_this_address_only(
    heard: Heard, product: Product
) -> None:
    url, fields = f"{SITE}/channels/sms", [("MessageSid", "SM1"), ("AccountSid", ACCOUNT)]
    signature = RequestValidator(TOKEN).compute_signature(url, dict(fields))

    for other, more in [
        (url, [("From", JANNEKE)]),
        (url, [("MessageSid", "SM2")]),
        (f"{url}?a=1", []),
        (f"{SITE}/channels/whatsapp", []),
    ]:
        answer = await product.call(other, [*fields, *more], signature)
        assert answer.status_code == 403

    assert not heard.arrivals


async def test_fields_that_come_twice_are_signed_too(heard: Heard, janneke: Phone) -> None:
    answer = await janneke.sends([("Body", "een"), ("Body", "twee")], kind="text")

    assert answer.status_code == 200
    assert [arrival.text for arrival in heard.arrivals] == ["een"]


async def test_another_account_is_not_ours(heard: Heard, product: Product, janneke: Phone) -> None:
    product.account = "AC" + "0b" * 16

    answer = await janneke.says("hoi")

    assert (answer.status_code, heard.arrivals) == (403, [])


@pytest.mark.parametrize("missing", ["MessageSid", "From"])
async def test_a_message_without_an_id_or_a_sender_is_none(
    heard: Heard, product: Product, missing: str
) -> None:
    fields = {"MessageSid": "SM1", "From": JANNEKE, "AccountSid": ACCOUNT}
    del fields[missing]

    answer = await product.call(f"{SITE}/channels/sms", list(fields.items()))

    assert (answer.status_code, heard.arrivals) == (400, [])


async def test_a_call_that_is_too_large_is_not_read(heard: Heard, janneke: Phone) -> None:
    answer = await janneke.says("a" * 64 * 1024)

    assert (answer.status_code, heard.arrivals) == (413, [])


def test_without_a_secret_there_are_no_routes() -> None:
    heard = Heard()

    for tokens in ([], [TOKEN, ""]):
        with pytest.raises(NoSecret):
            routes(ACCOUNT, tokens, SITE, arrive=heard.arrive, report=heard.report)


@pytest.mark.parametrize(
    ("status", "code", "state"),
    [
        ("sent", None, DeliveryState.SENT),
        ("delivered", None, DeliveryState.DELIVERED),
        ("read", None, DeliveryState.READ),
        ("failed", 30008, DeliveryState.FAILED),
        ("undelivered", 30003, DeliveryState.FAILED),
        ("undelivered", None, DeliveryState.FAILED),
        ("undelivered", 63016, DeliveryState.HELD),
        ("failed", 21610, DeliveryState.STOPPED),
        ("undelivered", 63014, DeliveryState.STOPPED),
    ],
)
async def test_what_became_of_a_message_is_told_with_its_tag(
    heard: Heard, janneke: Phone, status: str, code: int | None, state: DeliveryState
) -> None:
    answer = await janneke.reports(sent(), status, code)

    assert answer.status_code == 200
    assert heard.reports == [("7-0", state, str(code or ""))]


@pytest.mark.parametrize("status", ["queued", "sending", "accepted", "iets-nieuws", ""])
async def test_that_a_message_waits_at_twilio_is_no_news(
    heard: Heard, janneke: Phone, status: str
) -> None:
    answer = await janneke.reports(sent(), status)

    assert (answer.status_code, heard.reports) == (200, [])


async def test_what_became_of_a_message_must_be_signed_with_its_tag(
    heard: Heard, product: Product, janneke: Phone
) -> None:
    message = sent()
    await janneke.reports(message, "sent")
    stolen = product.answers[0].request

    async with httpx.AsyncClient() as client:
        other = f"{product.reach}{STATUS_PATH}?tag=8-0"
        answer = await client.post(other, content=stolen.content, headers=stolen.headers)

    assert answer.status_code == 403
    assert heard.reports == [("7-0", DeliveryState.SENT, "")]


async def test_the_fake_calls_the_address_that_came_with_a_message(
    heard: Heard, product: Product, clock: HandClock
) -> None:
    async with running_twilio(clock) as twilio:
        twilio.product = product
        await twilio.phone(JANNEKE).says("hoi")

    assert [arrival.text for arrival in heard.arrivals] == ["hoi"]


@pytest.fixture
def anything(heard: Heard) -> Iterator[TestClient[Litestar]]:
    with TestClient(heard.app(), raise_server_exceptions=False) as client:
        yield client


_NAMES = st.sampled_from(
    ["MessageSid", "From", "To", "Body", "AccountSid", "OptOutType", "MessageStatus", "ErrorCode"]
) | st.sampled_from(
    [
        "NumMedia",
        "MediaUrl0",
        "MediaContentType0",
        "ButtonPayload",
        "ListId",
        "Latitude",
        "Longitude",
    ]
)
_VALUES = st.text(max_size=40) | st.sampled_from(
    [JANNEKE, f"whatsapp:{JANNEKE}", ACCOUNT, "STOP", "failed", "63016", "-1", "²", "9" * 30]
)
_PATHS = st.sampled_from(["/channels/whatsapp", "/channels/sms", STATUS_PATH])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_PATHS, st.lists(st.tuples(_NAMES | st.text(max_size=9), _VALUES)), st.booleans())
def test_no_form_whatever_is_in_it_breaks_us(
    anything: TestClient[Litestar], path: str, given: Fields, is_whole: bool
) -> None:
    whole = [("MessageSid", "SM1"), ("From", JANNEKE), ("AccountSid", ACCOUNT)]
    fields = [*(whole if is_whole else []), *given]
    body = urlencode(fields, errors="replace")
    # What cannot be written in UTF-8 cannot be signed either.
    right = [(name.encode("utf-8", "replace").decode(), value) for name, value in fields]
    right = [(name, value.encode("utf-8", "replace").decode()) for name, value in right]
    signature = RequestValidator(TOKEN).compute_signature(f"{SITE}{path}", MultiDict(right))

    answer = anything.post(path, content=body, headers={"X-Twilio-Signature": signature})

    assert answer.status_code in ((200,) if is_whole else (200, 400, 403))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_PATHS, st.binary(), st.binary(max_size=40), st.text("a=&?%é\\", max_size=20))
def test_no_bytes_whatever_they_are_break_us(
    anything: TestClient[Litestar],
    heard: Heard,
    path: str,
    body: bytes,
    signature: bytes,
    query: str,
) -> None:
    headers = {b"X-Twilio-Signature": signature.replace(b"\n", b"").replace(b"\r", b"")}

    answer = anything.post(f"{path}?{query}", content=body, headers=headers)

    assert answer.status_code == 403
    assert not heard.arrivals
