"""A channel is set up as a whole, with its secret, or not at all."""

import pytest
from msgspec import structs

from apps.channel_settings import channels_in_use, whatsapp_templates
from apps.settings import BadSetting, Settings

TWILIO = Settings(
    twilio_account="AC1",
    twilio_token="secret",
    whatsapp_number="+3197010200200",
    site_url="https://schakel.example.org",
)
TELEGRAM = Settings(telegram_token="1:x", telegram_secret="y", site_url="https://example.org")
SID = "HX" + "0" * 32


def test_nothing_set_is_the_website_alone() -> None:
    assert channels_in_use(Settings()) == []


def test_a_number_and_the_account_are_whatsapp() -> None:
    assert channels_in_use(TWILIO) == ["whatsapp"]


def test_on_ones_own_machine_a_token_is_all_of_telegram() -> None:
    assert channels_in_use(Settings(telegram_token="1:x")) == ["telegram"]


@pytest.mark.parametrize("name", ["twilio_account", "twilio_token", "site_url", "whatsapp_number"])
def test_whatsapp_by_half_does_not_start_and_says_what_is_missing(name: str) -> None:
    with pytest.raises(BadSetting, match=f"SCHAKEL_{name.upper()}.*missing"):
        channels_in_use(structs.replace(TWILIO, **{name: ""}))


def test_where_telegram_calls_us_it_does_not_start_without_a_secret() -> None:
    with pytest.raises(BadSetting, match="SCHAKEL_TELEGRAM_SECRET"):
        channels_in_use(structs.replace(TELEGRAM, telegram_secret=""))


@pytest.mark.parametrize("number", ["0612345678", "+31 6 12345678", "whatsapp:+31612345678", "+"])
def test_a_number_is_written_with_its_country(number: str) -> None:
    with pytest.raises(BadSetting, match=r"\+31612345678"):
        channels_in_use(structs.replace(TWILIO, whatsapp_number=number))


def test_templates_are_found_by_our_own_keys() -> None:
    given = structs.replace(TWILIO, whatsapp_templates=f"knoppen-2={SID}, terug={SID}")

    assert whatsapp_templates(given) == {"knoppen-2": SID, "terug": SID}


@pytest.mark.parametrize("wrong", ["knoppen-4=" + SID, "terug", "terug=HX1", "lijst-11=" + SID])
def test_a_wrong_template_is_named(wrong: str) -> None:
    with pytest.raises(BadSetting, match="SCHAKEL_WHATSAPP_TEMPLATES"):
        channels_in_use(structs.replace(TWILIO, whatsapp_templates=wrong))


MAIL = Settings(
    smtp_url="smtps://mail.example.org",
    imap_url="imaps://mail.example.org",
    mail_address="vraag@example.org",
    mail_secret="x",
)


def test_a_mailbox_is_a_channel() -> None:
    assert channels_in_use(MAIL) == ["email"]


def test_letters_alone_are_no_channel() -> None:
    assert channels_in_use(structs.replace(MAIL, imap_url="")) == []


@pytest.mark.parametrize("name", ["smtp_url", "mail_address", "mail_secret"])
def test_a_mailbox_by_half_does_not_start_and_says_what_is_missing(name: str) -> None:
    with pytest.raises(BadSetting, match=f"SCHAKEL_{name.upper()}.*missing"):
        channels_in_use(structs.replace(MAIL, **{name: ""}))


def test_an_address_of_mail_is_one() -> None:
    with pytest.raises(BadSetting, match="SCHAKEL_MAIL_ADDRESS"):
        channels_in_use(structs.replace(MAIL, mail_address="vraag"))
