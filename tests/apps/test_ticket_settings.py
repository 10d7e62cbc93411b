"""A desk elsewhere is connected as a whole, or not at all."""

import pytest
from msgspec import structs

from advice.content import load_content
from apps.settings import ROOT, BadSetting, Settings
from apps.ticket_settings import are_desks_attended, desks_in_use, groups_of
from apps.tickets import connected_desks

CONTENT = load_content(ROOT / "data")
RT = Settings(rt_url="https://rt.example.org", rt_token="1-2-x", rt_groups="geld=Zorgen, *=Balie")


def test_nothing_set_is_our_own_inbox_alone() -> None:
    assert connected_desks(Settings(), CONTENT) == {}


async def test_request_tracker_gets_the_groups_that_it_is_told() -> None:
    desks = connected_desks(RT, CONTENT)

    assert dict(desks["rt"].groups) == {"geld": "Zorgen", "*": "Balie"}
    await desks["rt"].bridge.close()


@pytest.mark.parametrize("name", ["rt_url", "rt_token", "rt_groups"])
def test_by_half_it_does_not_start_and_says_what_is_missing(name: str) -> None:
    with pytest.raises(BadSetting, match=f"SCHAKEL_{name.upper()}: is missing"):
        desks_in_use(structs.replace(RT, **{name: ""}))


def test_a_secret_alone_is_half_a_desk() -> None:
    with pytest.raises(BadSetting, match="SCHAKEL_RT_URL: is missing"):
        desks_in_use(Settings(rt_webhook_secret="x"))


@pytest.mark.parametrize("url", ["http://rt.example.org", "rt.example.org"])
def test_what_people_say_goes_over_no_open_line(url: str) -> None:
    with pytest.raises(BadSetting, match="SCHAKEL_RT_URL: write it as https"):
        desks_in_use(structs.replace(RT, rt_url=url))


def test_a_group_that_we_do_not_have_is_named() -> None:
    with pytest.raises(BadSetting, match="'gelt' is no group"):
        groups_of("gelt=Zorgen", "rt_groups", CONTENT.desk)


@pytest.mark.parametrize("text", ["geld", "geld=", "=Balie,geld=", "geld=a,geld=b", ","])
def test_groups_are_written_in_one_way(text: str) -> None:
    with pytest.raises(BadSetting, match="SCHAKEL_RT_GROUPS"):
        groups_of(text, "rt_groups", CONTENT.desk)


MAIL = Settings(
    smtp_url="smtps://schakel:geheim@mail.example.org",
    mail_secret="x",
    desk_mail_imap_url="imaps://desk:geheim@mail.example.org",
    desk_mail_address="desk@example.org",
    desk_mail_groups="geld=zorgen@example.org, *=balie@example.org",
    desk_mail_from="piet@example.org, @flevoland.example",
)
ZAMMAD = Settings(zammad_url="https://z.example.org", zammad_token="x", zammad_groups="*=Balie")
KLANT = Settings(
    klantinteracties_url="https://r.example.org/klantinteracties/api/v1",
    klantinteracties_token="x",
    klantinteracties_groups="*=Ondernemersloket",
)


@pytest.mark.parametrize(
    ("settings", "name", "others"),
    [
        (MAIL, "email", "balie@example.org"),
        (ZAMMAD, "zammad", "Balie"),
        (KLANT, "klant", "Ondernemersloket"),
    ],
)
async def test_each_desk_is_connected_with_its_groups(
    settings: Settings, name: str, others: str
) -> None:
    desks = connected_desks(settings, CONTENT)

    assert list(desks) == [name]
    assert desks[name].groups["*"] == others
    await desks[name].bridge.close()


def test_several_desks_may_be_connected_at_once() -> None:
    both = structs.replace(RT, zammad_url="https://z.example.org", zammad_token="x")

    assert desks_in_use(structs.replace(both, zammad_groups="*=Balie")) == ["rt", "zammad"]


@pytest.mark.parametrize("name", ["smtp_url", "mail_secret", "desk_mail_groups"])
def test_a_desk_by_mail_needs_all_that_mails_need(name: str) -> None:
    with pytest.raises(BadSetting, match=f"SCHAKEL_{name.upper()}: is missing"):
        desks_in_use(structs.replace(MAIL, **{name: ""}))


def test_what_mails_need_for_other_things_is_no_half_a_desk() -> None:
    assert desks_in_use(Settings(smtp_url="smtps://mail.example.org", mail_secret="x")) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("imap_url", MAIL.desk_mail_imap_url),
        ("desk_mail_address", "Balie <desk@example.org>"),
        ("desk_mail_from", "piet"),
        ("desk_mail_from", "@"),
        ("desk_mail_imap_url", "mail.example.org"),
        ("smtp_url", "mail.example.org"),
    ],
)
def test_a_mailbox_that_cannot_be_meant_is_named(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=r"SCHAKEL_(DESK_MAIL|SMTP)"):
        connected_desks(structs.replace(MAIL, **{name: value}), CONTENT)


@pytest.mark.parametrize(
    ("settings", "name"), [(ZAMMAD, "zammad_url"), (KLANT, "klantinteracties_url")]
)
def test_tokens_go_over_no_open_line(settings: Settings, name: str) -> None:
    with pytest.raises(BadSetting, match="write it as https"):
        desks_in_use(structs.replace(settings, **{name: "http://elders.example.org"}))


@pytest.mark.parametrize("desk", [RT, MAIL, ZAMMAD])
def test_a_desk_can_be_said_to_be_attended(desk: Settings) -> None:
    assert not are_desks_attended(desk)
    assert are_desks_attended(structs.replace(desk, desks_attended=True))


@pytest.mark.parametrize("desk", [Settings(), KLANT])
def test_where_nobody_can_answer_nobody_is_said_to_be_there(desk: Settings) -> None:
    with pytest.raises(BadSetting, match="SCHAKEL_DESKS_ATTENDED"):
        are_desks_attended(structs.replace(desk, desks_attended=True))
