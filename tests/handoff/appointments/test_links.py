"""A link opens the appointment it was made for, and nothing else opens any."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.appointments.links import AppointmentLinks, BadLink

LINKS = AppointmentLinks("https://schakel.example.org/", "geheim")
START = "https://schakel.example.org/afspraak/"


def token_of(appointment: UUID, links: AppointmentLinks = LINKS) -> str:
    return links.link(appointment).removeprefix(START)


@given(st.uuids())
def test_a_link_leads_to_its_appointment_and_an_sms_holds_it(appointment: UUID) -> None:
    token = token_of(appointment)

    assert LINKS.opened(token) == appointment
    assert len(token) <= 66
    assert token.replace("-", "").replace("_", "").replace(".", "").isalnum()


@given(st.uuids(), st.integers(0, 65), st.characters())
def test_an_altered_link_opens_nothing(appointment: UUID, place: int, sign: str) -> None:
    token = token_of(appointment)
    altered = token[:place] + sign + token[place + 1 :]
    if altered == token:
        return

    with pytest.raises(BadLink):
        LINKS.opened(altered)


@given(st.text())
def test_what_was_never_a_link_opens_nothing(token: str) -> None:
    with pytest.raises(BadLink):
        LINKS.opened(token)


def test_the_signature_of_one_link_opens_no_other_appointment() -> None:
    mine, other = token_of(uuid4()), token_of(uuid4())

    with pytest.raises(BadLink):
        LINKS.opened(f"{other.partition('.')[0]}.{mine.partition('.')[2]}")


def test_a_link_of_another_installation_opens_nothing() -> None:
    elsewhere = AppointmentLinks("https://schakel.example.org", "een ander geheim")

    with pytest.raises(BadLink):
        LINKS.opened(token_of(uuid4(), elsewhere))
