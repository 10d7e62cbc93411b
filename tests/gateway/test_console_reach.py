"""An advisor sees beforehand what can be sent to where somebody writes."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from advice.content import load_content
from apps.settings import ROOT
from conversations.contacts import Contact
from gateway.channels.abilities import abilities
from gateway.console.desk.reach import Reaches

REACHES = Reaches(abilities(load_content(ROOT / "data").channels.menu, {}))
HEARD = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def contact(channel: str) -> Contact:
    return Contact(channel, "+31612345678", uuid4(), HEARD)


def test_until_a_day_after_they_wrote_one_may_write_freely_on_whatsapp() -> None:
    reach = REACHES.of("whatsapp", contact("whatsapp"), HEARD + timedelta(hours=23))

    assert not reach.is_closed
    assert "24-11 om 10.00 uur" in reach.limits[0]


def test_after_that_it_is_said_what_happens_then() -> None:
    reach = REACHES.of("whatsapp", contact("whatsapp"), HEARD + timedelta(hours=24))

    assert reach.is_closed
    assert "wacht" in reach.limits[0]


@pytest.mark.parametrize("channel", ["sms", "telegram", "email"])
def test_elsewhere_there_is_no_window(channel: str) -> None:
    reach = REACHES.of(channel, contact(channel), HEARD + timedelta(days=90))

    assert (reach.limits, reach.is_closed) == ([], False)


def test_a_channel_that_was_shut_down_is_still_named() -> None:
    assert REACHES.of("fax", None, HEARD).title == "fax"


def test_by_sms_files_are_links_and_on_the_website_they_are_files() -> None:
    assert "bestanden als link" in REACHES.of("sms", contact("sms"), HEARD).allows
    assert "bestanden" in REACHES.of("web", None, HEARD).allows
