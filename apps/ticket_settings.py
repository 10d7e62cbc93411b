"""Which desks elsewhere the settings connect, and that none is connected by half."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from advice.desk import DeskTexts
from apps.settings import BadSetting, Settings
from conversations.addresses import email_in
from handoff.tickets.ports import ANY

RT, EMAIL, ZAMMAD, KLANT = "rt", "email", "zammad", "klant"

# A token and what people said go over it.
SAFE = re.compile(r"https://|http://(?:localhost|127\.0\.0\.1)(?:[:/]|$)")


class Needs(Struct, frozen=True):
    """What a desk is connected with: without any of `all` it is not, with some of them wrongly."""

    name: str
    all: tuple[str, ...]
    more: tuple[str, ...] = ()
    """What is of use only with `all`."""
    addresses: tuple[str, ...] = ()
    """Of `all`, those that must be safe to call."""
    also: tuple[str, ...] = ()
    """What has another use too, but must be there."""


NEEDS = (
    Needs(RT, ("rt_url", "rt_token", "rt_groups"), ("rt_webhook_secret",), ("rt_url",)),
    Needs(
        EMAIL,
        ("desk_mail_imap_url", "desk_mail_address", "desk_mail_groups"),
        ("desk_mail_from",),
        also=("smtp_url", "mail_secret"),
    ),
    Needs(
        ZAMMAD,
        ("zammad_url", "zammad_token", "zammad_groups"),
        ("zammad_webhook_secret",),
        ("zammad_url",),
    ),
    Needs(
        KLANT,
        ("klantinteracties_url", "klantinteracties_token", "klantinteracties_groups"),
        addresses=("klantinteracties_url",),
    ),
)
_OF_A_DOMAIN = re.compile(r"@[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)


def desks_in_use(settings: Settings) -> list[str]:
    """Return the names of the desks that are connected.

    Raises `BadSetting` with one sentence for one that is connected by half.
    """
    return [one.name for one in NEEDS if _is_in_use(settings, one)]


def are_desks_attended(settings: Settings) -> bool:
    """Tell whether somebody answers elsewhere at once; raise `BadSetting` where nobody can."""
    if settings.desks_attended and not {RT, EMAIL, ZAMMAD} & {*desks_in_use(settings)}:
        raise BadSetting("SCHAKEL_DESKS_ATTENDED: no desk is connected that can answer")
    return settings.desks_attended


def groups_of(text: str, setting: str, desk: DeskTexts) -> Mapping[str, str]:
    """Read `algemeen=Balie,*=Rest`; raise `BadSetting` for what is no group of `balie.yml`."""
    pairs = [one.partition("=") for one in text.split(",") if one.strip()]
    groups = {id.strip(): name.strip() for id, _, name in pairs}
    if len(groups) != len(pairs) or not all(groups.values()) or not groups:
        raise BadSetting(f"{_named(setting)}: write it as algemeen=Balie,*=Rest")
    for id in groups:
        if id != ANY and desk.group(id) is None:
            known = ", ".join(one.id for one in desk.groups)
            raise BadSetting(f"{_named(setting)}: {id!r} is no group of balie.yml ({known})")
    return groups


def check_mailbox(settings: Settings) -> None:
    """Raise `BadSetting` where mails would go round, or to what is no address."""
    if settings.desk_mail_imap_url == settings.imap_url:
        # Every mail in that one is answered as if an entrepreneur wrote it.
        raise BadSetting("SCHAKEL_DESK_MAIL_IMAP_URL: must be another mailbox than of people")
    if email_in(settings.desk_mail_address) != settings.desk_mail_address:
        raise BadSetting("SCHAKEL_DESK_MAIL_ADDRESS: write it as schakel@example.org")
    for one in answers_from(settings):
        if email_in(one) != one and not _OF_A_DOMAIN.fullmatch(one):
            raise BadSetting(f"SCHAKEL_DESK_MAIL_FROM: {one!r} is no address, and no @domain")


def answers_from(settings: Settings) -> tuple[str, ...]:
    """Return from where answers by mail count."""
    return tuple(one.strip() for one in settings.desk_mail_from.split(",") if one.strip())


def _is_in_use(settings: Settings, needs: Needs) -> bool:
    given = [name for name in (*needs.all, *needs.more) if getattr(settings, name)]
    if not given:
        return False
    for name in needs.all:
        if name not in given:
            others = _listed(_named(one) for one in needs.all if one != name)
            raise BadSetting(f"{_named(name)}: is missing; it goes with {others}")
    for name in needs.also:
        if not getattr(settings, name):
            raise BadSetting(f"{_named(name)}: is missing; {_named(needs.all[0])} needs it")
    for name in needs.addresses:
        if not SAFE.match(getattr(settings, name)):
            raise BadSetting(f"{_named(name)}: write it as https://desk.example.org")
    return True


def _listed(names: Iterable[str]) -> str:
    return " and ".join(names)


def _named(setting: str) -> str:
    return f"SCHAKEL_{setting.upper()}"
