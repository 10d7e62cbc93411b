"""What Klantinteracties calls things, and its answers as values. No I/O here.

https://vng-realisatie.github.io/klantinteracties/, as Open Klant describes itself from version 0.8.
"""

import re
from base64 import b32encode
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from msgspec import Struct

from gateway.tickets.klantinteracties import texts
from handoff.tickets.port import NewTicket, TicketMessage

MOST_TEXT = 1_000
"""Signs that the contents of a contact may have, and the remarks at a task."""
OPEN, DONE = "te_verwerken", "verwerkt"

_MOST_SUBJECT, _MOST_TO_DO, _MOST_NAME, _MOST_ADDRESS = 200, 200, 200, 80
_REFERENCE = 10
_LANGUAGE = "nld"
_PHONE = re.compile(r"0[1-9]\d{8}|\+\d{9,15}|00\d{7,13}")
_EMAIL = re.compile(r"[!-?A-~]+@[!-?A-~]+\.[!-?A-~]+")


class Ref(Struct):
    """What points at something."""

    uuid: UUID


class Page[One](Struct):
    """Some of what was looked for."""

    results: list[One]


class Actor(Struct, rename="camel"):
    """Who works there: somebody, or all of a department."""

    uuid: UUID
    naam: str
    indicatie_actief: bool = True


class Contact(Struct):
    """A contact with somebody from outside."""

    uuid: UUID
    referentienummer: str | None = None


class Made(Struct):
    """A contact that was registered, with all that belongs to it."""

    klantcontact: Contact


class Subject(Struct, rename="camel"):
    """What a contact was about; here always an earlier one."""

    klantcontact: Ref | None = None
    was_klantcontact: Ref | None = None


class Person(Struct, rename="camel"):
    """Who a contact was with."""

    uuid: UUID
    had_klantcontact: Ref


class Address(Struct, rename="camel"):
    """How somebody can be reached."""

    uuid: UUID
    verstrekt_door_betrokkene: Ref | None = None


class Task(Struct, rename="camel"):
    """What somebody is to do after a contact."""

    uuid: UUID
    status: str
    aanleidinggevend_klantcontact: Ref
    toegewezen_op: datetime
    toelichting: str = ""
    afgehandeld_op: datetime | None = None
    toegewezen_aan_actoren: list[Ref] = []

    @property
    def contact(self) -> UUID:
        return self.aanleidinggevend_klantcontact.uuid

    @property
    def actors(self) -> list[UUID]:
        return [one.uuid for one in self.toegewezen_aan_actoren]


def reference(key: UUID) -> str:
    """Return the number, of ten signs, by which a contact is known again."""
    return b32encode(sha256(key.bytes).digest()).decode()[:_REFERENCE]


def first_contact(ticket: NewTicket, channel: str, at: datetime) -> dict[str, object]:
    """Return the contact of a handoff, with who it was with as far as that may be known."""
    subject = " ".join(ticket.subject.split()) or texts.NO_SUBJECT
    contact = _contact(reference(ticket.key), subject, ticket.text, channel, at)
    made: dict[str, object] = {"klantcontact": contact}
    if ticket.name or ticket.email or ticket.phone:
        made["betrokkene"] = {
            "wasPartij": None,
            "contactnaam": {
                "voorletters": "",
                "voornaam": "",
                "voorvoegselAchternaam": "",
                # Where a name is to be cut in parts only its owner knows.
                "achternaam": _cut(ticket.name or "", _MOST_NAME, ""),
            },
            "rol": "klant",
            "organisatienaam": "",
            "initiator": True,
        }
    return made


def next_contact(
    message: TicketMessage, first: UUID, channel: str, at: datetime
) -> dict[str, object]:
    """Return the contact of a message later on, which is about the first."""
    subject = texts.NOTE if message.is_internal else texts.MORE
    contact = _contact(reference(message.key), subject, message.text, channel, at)
    about = {"wasKlantcontact": {"uuid": str(first)}, "onderwerpobjectidentificator": None}
    return {"klantcontact": contact, "onderwerpobject": about}


def addresses(ticket: NewTicket, whose: UUID) -> list[dict[str, object]]:
    """Return how somebody can be reached; an address of another form is of another kind."""
    known = (
        (ticket.email, "email", _EMAIL, texts.E_MAIL),
        (ticket.phone, "telefoonnummer", _PHONE, texts.PHONE),
    )
    return [
        {
            "verstrektDoorBetrokkene": {"uuid": str(whose)},
            "verstrektDoorPartij": None,
            "adres": address,
            "soortDigitaalAdres": kind if form.fullmatch(address) else "overig",
            "omschrijving": title,
        }
        for address, kind, form, title in known
        if address and len(address) <= _MOST_ADDRESS
    ]


def task(contact: UUID, actor: UUID) -> dict[str, object]:
    """Return what is to be done after a contact."""
    return {
        "gevraagdeHandeling": texts.TO_DO[:_MOST_TO_DO],
        "aanleidinggevendKlantcontact": {"uuid": str(contact)},
        "toegewezenAanActoren": [{"uuid": str(actor)}],
        "toelichting": "",
        "status": OPEN,
    }


def given_to(actor: UUID) -> Mapping[str, object]:
    """Return the change of who is to do it."""
    return {"toegewezenAanActoren": [{"uuid": str(actor)}]}


def closed(remarks: str) -> Mapping[str, object]:
    """Return the change of a task that we close."""
    room = MOST_TEXT - len(texts.CLOSED_BY_US) - 1
    kept = [part for part in (_cut(remarks, room, ""), texts.CLOSED_BY_US) if part]
    return {"status": DONE, "toelichting": "\n".join(kept)}


def reopened(remarks: str) -> Mapping[str, object]:
    """Return the change of a task that is to be done after all."""
    lines = [line for line in remarks.splitlines() if line != texts.CLOSED_BY_US]
    return {"status": OPEN, "toelichting": "\n".join(lines)}


def is_closed_by_us(remarks: str) -> bool:
    return texts.CLOSED_BY_US in remarks.splitlines()


def _contact(number: str, subject: str, text: str, channel: str, at: datetime) -> dict[str, object]:
    return {
        "referentienummer": number,
        "kanaal": channel,
        "onderwerp": _cut(subject, _MOST_SUBJECT, "…"),
        "inhoud": _cut(text, MOST_TEXT, texts.CUT),
        "indicatieContactGelukt": None,
        "taal": _LANGUAGE,
        "vertrouwelijk": True,
        "plaatsgevondenOp": at.isoformat(),
    }


def _cut(text: str, most: int, end: str) -> str:
    return text if len(text) <= most else f"{text[: most - len(end)]}{end}"
