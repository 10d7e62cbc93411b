"""All settings, from the environment: `SCHAKEL_…`, named and documented here only."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import msgspec
from msgspec import Meta, Struct

ROOT = Path(__file__).parent.parent

Unit = Literal["second", "minute", "hour", "day"]

_PREFIX = "SCHAKEL_"
_PROVIDER = ("oidc_issuer", "oidc_client_id", "oidc_client_secret")
# Without https anybody on the way could say who somebody is; on this machine there is no way.
_SAFE = re.compile(r"https://|http://(?:localhost|127\.0\.0\.1)(?:[:/]|$)")
_RATE = re.compile(rf"(\d+)/({'|'.join(get_args(Unit))})")

type Port = Annotated[int, Meta(ge=1, le=65_532)]


class BadSetting(ValueError):
    """A setting has a value that it cannot have."""


class Settings(Struct, frozen=True):
    """What differs between one installation and another."""

    port: Port = 8080
    """The public site; the console, the engine and the actions take the three ports after it."""
    host: str = "127.0.0.1"
    """The address on which the public site listens."""
    data: str = "var"
    """The folder of database, logs and secrets."""
    content: str = "data"
    """The folder with schemes, questions and the organisation."""
    database_url: str = ""
    """`postgresql+psycopg://…`; empty: SQLite in the data folder."""
    engine_url: str = ""
    engine_secret: str = ""
    actions_secret: str = ""
    console_password: str = ""
    """Of `demo@example.org`, the administrator that is made while there is no account at all."""
    console_secret: str = ""
    """Signs the forms of the console; empty: made at its start."""
    console_url: str = ""
    """Its address through a proxy with https; empty: it is reached on this machine only."""
    site_url: str = ""
    """`https://schakel.example.org`, where the page with the widget is, for links in letters.

    Empty: who is gone when an advisor answers gets no letter, and no partner is asked along.
    """
    oidc_issuer: str = ""
    """`https://login.example.org`: the team may also log in with accounts of this provider."""
    oidc_client_id: str = ""
    """By which the provider knows the console."""
    oidc_client_secret: str = ""
    """And believes it; a login comes back to `/adviseur/inloggen/werkaccount/terug`."""
    plain_rasa: bool = False
    """1 runs stock Rasa with TensorFlow (after `make plain`), 0 the light one."""
    model: str = ""
    """A model to run instead of the one of the present content."""
    rate: str = "60/minute"
    """Calls that write, for one address."""
    rate_loopback: str = "1000/second"
    """The same for calls from this machine itself: benches, tests, a proxy that names nobody."""
    trusted_proxies: str = "127.0.0.1"
    """Addresses that may say (X-Forwarded-For) for whom they call."""
    allowed_origins: str = "*"
    """Sites that may embed the widget; the token guards the conversation, not the site."""
    twilio_account: str = ""
    """`AC…`, for WhatsApp and SMS: with the token, `site_url` and a number of these two."""
    twilio_token: str = ""
    twilio_old_token: str = ""
    """The token before it, while it is being replaced: calls signed with either are of Twilio."""
    twilio_url: str = "https://api.twilio.com"
    whatsapp_number: str = ""
    """`+31…`, ours: people write to it by WhatsApp."""
    whatsapp_templates: str = ""
    """`knoppen-1=HX…,knoppen-2=HX…,terug=HX…`: see `gateway/channels/twilio/templates.py`."""
    sms_number: str = ""
    """`+31…`, ours: people write to it by SMS."""
    sms_instead: bool = False
    """1 tells by SMS that there is an answer, where WhatsApp lets us write nothing more."""
    telegram_token: str = ""
    """Of our bot, from @BotFather. With https in `site_url` Telegram calls us, else we ask it."""
    telegram_name: str = ""
    """Of the same bot, without @: links and QR codes open it by its name."""
    telegram_secret: str = ""
    """Telegram shows it when it calls; `schakel up` makes one."""
    telegram_old_secret: str = ""
    """The secret before it, while it is being replaced."""
    telegram_url: str = "https://api.telegram.org"
    smtp_url: str = ""
    """`smtps://user:password@mail.example.org:465`, or `smtp://…:587`; empty: nothing is mailed."""
    imap_url: str = ""
    """`imaps://user:password@mail.example.org`: a mailbox of its own, whose mails are answered.

    With `smtp_url` and `mail_address`; every mail in it that is unread gets an answer.
    """
    mail_address: str = ""
    """The address of that mailbox, from which it is answered."""
    mail_secret: str = ""
    """By which we know mails of ours again; `schakel up` makes one."""
    link_secret: str = ""
    """Signs the links by which people change their appointments; `schakel up` makes one.

    Empty: links work as long as the process that made them.
    """
    caldav_url: str = ""
    """`https://user:password@agenda.example.org`: there the calendars of advisors are.

    The account may read and write in them; which one is whose stands with their agenda.
    """
    caldav_minutes: Annotated[int, Meta(ge=1, le=60)] = 2
    """How often it is looked what advisors changed there."""
    rt_url: str = ""
    """`https://rt.example.org`, a Request Tracker 5 that gets a copy of handoffs; with token and
    groups. See `docs/ticket-bridges.md`.
    """
    rt_token: str = ""
    """Of the user there who is Schakel."""
    rt_groups: str = ""
    """`algemeen=Balie,geld=Schulden`: our groups, and the queue of each; `*` is all others."""
    rt_webhook_secret: str = ""
    """By which we know that Request Tracker calls; empty: it is only asked, every few seconds."""
    desk_mail_imap_url: str = ""
    """`imaps://user:password@mail.example.org`: a mailbox of its own, with copies of what we mail
    to the mailbox of a desk and with what is answered from there. With `smtp_url`, address and
    groups. See `docs/ticket-bridges.md`.
    """
    desk_mail_address: str = ""
    """The address of that mailbox, from which we write."""
    desk_mail_groups: str = ""
    """`algemeen=balie@example.org,*=rest@example.org`: our groups, and the mailbox of each."""
    desk_mail_from: str = ""
    """`piet@example.org,@flevoland.example`: from where answers count besides those mailboxes."""
    zammad_url: str = ""
    """`https://zammad.example.org`, that gets a copy of handoffs; with token and groups."""
    zammad_token: str = ""
    """Of the user there who is Schakel."""
    zammad_groups: str = ""
    """`algemeen=Balie,*=Rest`: our groups, and the name of each there."""
    zammad_webhook_secret: str = ""
    """By which we know that Zammad calls; empty: it is only asked, every few seconds."""
    klantinteracties_url: str = ""
    """`https://register.example.org/klantinteracties/api/v1`, where handoffs are registered; with
    token and groups.
    """
    klantinteracties_token: str = ""
    klantinteracties_groups: str = ""
    """`algemeen=Ondernemersloket,*=KCC`: our groups, and the actor that gets the task."""
    klantinteracties_channel: str = "chat"
    """What the register calls this channel (`kanaal`); some have a list of what it may be."""
    desks_attended: bool = False
    """1: in opening hours somebody answers at a desk elsewhere at once, whoever is on the console.

    Then who wants a person waits here, and is not promised a call.
    """
    worker: str = "worker-1"
    """The name of this worker; each running worker has its own."""
    rvo_url: str = "https://www.rvo.nl/api/v1/opendata/subsidies"
    """RVO's open data list of schemes, for `schakel content signals`."""
    cvdr_url: str = "https://zoekservice.overheid.nl/sru/Search"
    """The register of local regulations (SRU), for the same."""

    @property
    def database(self) -> str:
        """The address of the database."""
        file = (ROOT / self.data / "schakel.db").absolute()
        return self.database_url or f"sqlite:///{file}"

    @property
    def letters_site(self) -> str:
        """Where links in letters lead; empty when no letters are sent."""
        return self.site_url if self.smtp_url else ""

    @property
    def is_console_local(self) -> bool:
        """Whether the console is reached on this machine only, without https."""
        return not self.console_url

    @property
    def engine(self) -> str:
        """The address of the engine."""
        return self.engine_url or f"http://127.0.0.1:{self.port + 2}"


def load_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings; raise `BadSetting` with one sentence that names the wrong one."""
    given: dict[str, Any] = {
        name: environment[_PREFIX + name.upper()]
        for name in Settings.__struct_fields__
        # An empty variable is how a shell or a compose file says "not set".
        if environment.get(_PREFIX + name.upper())
    }
    try:
        settings = msgspec.convert(given, Settings, strict=False)
    except msgspec.ValidationError as error:
        message, _, field = str(error).rpartition(" - at `$.")
        raise BadSetting(f"{_PREFIX}{field.rstrip('`').upper()}: {message}") from error
    for name in ("rate", "rate_loopback"):
        as_rate(getattr(settings, name), name)
    _require_whole_provider(settings)
    if settings.site_url and not _SAFE.match(settings.site_url):
        raise BadSetting(f"{_PREFIX}SITE_URL: write it as https://schakel.example.org")
    return settings


def _require_whole_provider(settings: Settings) -> None:
    given = {name: getattr(settings, name) for name in _PROVIDER}
    missing = [_PREFIX + name.upper() for name in _PROVIDER if not given[name]]
    if missing and any(given.values()):
        raise BadSetting(f"{missing[0]}: is missing; a provider needs all three of SCHAKEL_OIDC_…")
    if not missing and not _SAFE.match(settings.oidc_issuer):
        raise BadSetting(f"{_PREFIX}OIDC_ISSUER: write it as https://login.example.org")


def as_rate(text: str, name: str = "rate") -> tuple[Unit, int]:
    """Read `60/minute`; raise `BadSetting` for anything else."""
    found = _RATE.fullmatch(text)
    if found is None:
        raise BadSetting(f"{_PREFIX}{name.upper()}: write it as 60/minute, not as {text!r}")
    return msgspec.convert(found[2], Unit), int(found[1])
