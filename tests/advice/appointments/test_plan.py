"""What is known of who makes an appointment, and how a time travels in a button."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.appointments.plan import Ask, Plan, slot_of, slot_value
from advice.subject import Subject
from conversations.appointments import Form, Slot, TimeWish

ADVISOR = UUID("0194f3a0-0000-7000-8000-000000000001")
TUESDAY = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
KNOWN = Plan(subject=Subject(question="mijn oven"), form=Form.PHONE)


def slot(hours: int = 0) -> Slot:
    start = TUESDAY + timedelta(hours=hours)
    return Slot(start, start + timedelta(minutes=45), ADVISOR)


@given(st.integers(0, 60 * 24 * 365), st.integers(5, 480), st.uuids())
def test_a_time_comes_back_from_its_button_as_it_was(
    minutes: int, lasts: int, advisor: UUID
) -> None:
    start = TUESDAY + timedelta(minutes=minutes)
    sent = Slot(start, start + timedelta(minutes=lasts), advisor)

    assert slot_of(slot_value(sent)) == sent


@given(st.text())
def test_anything_else_is_no_time(value: str) -> None:
    assert slot_of(value) is None


@pytest.mark.parametrize(
    ("form", "asked"),
    [
        (Form.PHONE, Ask.PHONE),
        (Form.VIDEO, Ask.EMAIL),
        (Form.OFFICE, Ask.EMAIL),
        (Form.VISIT, Ask.ADDRESS),
    ],
)
def test_each_form_needs_its_own(form: Form, asked: Ask) -> None:
    plan = KNOWN.by(form).choosing(slot())

    assert plan.next_ask(is_consented=True) is asked


def test_who_is_visited_is_asked_for_a_number_and_may_skip_it() -> None:
    plan = KNOWN.by(Form.VISIT).at("Dorpsstraat 1, Urk").choosing(slot())

    assert plan.next_ask(is_consented=True) is Ask.PHONE
    assert plan.without(Ask.PHONE).next_ask(is_consented=True) is Ask.EMAIL


def test_consent_comes_last_and_is_not_asked_twice() -> None:
    plan = KNOWN.choosing(slot()).reached("+31320123456", "jan@example.org")

    assert plan.next_ask(is_consented=False) is Ask.CONSENT
    assert plan.next_ask(is_consented=True) is None


def test_another_form_lets_go_of_the_time_and_the_same_does_not() -> None:
    plan = KNOWN.choosing(slot())

    assert plan.by(Form.VIDEO).slot is None
    assert plan.by(Form.PHONE).slot == slot()


def test_a_form_is_no_longer_possible_without_what_it_needs() -> None:
    plan = KNOWN.choosing(slot()).without(Ask.PHONE)

    assert (plan.form, plan.slot, plan.lacks) == (None, None, Ask.PHONE)
    assert plan.by(Form.OFFICE).lacks is None


def test_what_is_not_needed_is_left_open() -> None:
    plan = KNOWN.choosing(slot()).reached("+31320123456", None).without(Ask.EMAIL)

    assert plan.next_ask(is_consented=False) is Ask.CONSENT


def test_how_to_reach_somebody_stays_known_for_the_next() -> None:
    plan = KNOWN.choosing(slot()).reached("+31320123456", "jan@example.org").afresh()

    assert plan == Plan(phone="+31320123456", email="jan@example.org")


def test_later_is_after_the_last_time_that_was_offered() -> None:
    plan = KNOWN.offering((slot(), slot(5))).later()

    assert plan.after == slot(5).end


@pytest.mark.parametrize(
    ("wish", "meant"),
    [
        (TimeWish(date(2026, 12, 1), date(2026, 12, 1)), None),
        (TimeWish(date(2026, 12, 2), date(2026, 12, 2)), slot(24)),
        (TimeWish(), None),
    ],
)
def test_the_only_time_on_a_day_is_the_one_that_is_meant(
    wish: TimeWish, meant: Slot | None
) -> None:
    plan = KNOWN.offering((slot(), slot(3), slot(24)))

    assert plan.meant_by(wish) == meant


def test_what_is_known_shows_nobody_in_a_log() -> None:
    assert "0320" not in repr(KNOWN.reached("+31320123456", None))
