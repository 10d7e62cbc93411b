"""A link opens its channel with what one sends already in it."""

from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from gateway.channels.links import Phones
from gateway.channels.telegram.updates import CHANNEL as TELEGRAM
from gateway.channels.twilio.addresses import SMS, WHATSAPP

PHONES = Phones(whatsapp="+31612345678", sms="+31612345679", telegram="schakel_bot")


def test_each_channel_has_its_own_kind_of_link() -> None:
    links = PHONES.links("VERDER abc", "verder-abc")

    assert links == {
        WHATSAPP: "https://wa.me/31612345678?text=VERDER%20abc",
        SMS: "sms:+31612345679?body=VERDER%20abc",
        TELEGRAM: "https://t.me/schakel_bot?start=verder-abc",
    }


def test_where_we_are_not_there_is_no_link() -> None:
    only = Phones(sms="+31612345679")

    assert (list(only.links("hoi", "hoi")), only.channels) == ([SMS], [SMS])
    assert Phones().links("hoi", "hoi") == {}


@given(st.text())
def test_what_one_sends_is_never_read_as_a_part_of_the_link(text: str) -> None:
    links = PHONES.links(text, "start")

    for channel, name in ((WHATSAPP, "text"), (SMS, "body")):
        query = parse_qs(urlsplit(links[channel]).query, keep_blank_values=True)
        assert query == {name: [text]}
