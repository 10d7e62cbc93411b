"""The letter that brings the report of a scan."""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct, structs

from advice.buttons import Title
from advice.dates import dutch_date
from advice.organisation import Organisation
from advice.values import Offer, Text
from conversations.files import NewFile
from conversations.mail import Mail

REPORT = "rapport_mailen"
"""The key of the letter, of the question where it may go to, and of the consent that answers it."""
NO = "nee"
"""The answer of who changed his mind."""
MOST = 3
"""So often the report of one firm is mailed: nobody can flood the box of another."""


class ReportMail(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "version": "versie",
        "title": "titel",
        "no": "niet",
        "question": "vraag",
        "subject": "onderwerp",
        "text": "tekst",
        "file": "bestand",
        "if_refused": "geweigerd",
    },
):
    """What `data/scan/mail.yml` says; another question gets another version."""

    version: Annotated[int, Meta(ge=1)]
    title: Title
    no: Title
    question: Text
    subject: Text
    text: Text
    file: Annotated[str, Meta(pattern=r"^[a-z0-9-]+\.pdf$")]
    if_refused: Text

    def wish(self) -> Offer:
        """Offer to mail the report."""
        return Offer(self.title, "mail_report")

    def rather_not(self) -> Offer:
        return Offer(self.no, "inform", fact=f"{REPORT}={NO}")

    def letter(self, to: str, report: NewFile, organisation: Organisation, day: date) -> Mail:
        """Return the letter with the report of a scan that ended on `day`."""
        return Mail(
            REPORT,
            to,
            subject=self.subject.replace("{dag}", dutch_date(day)),
            text=organisation.fill(self.text),
            files=(structs.replace(report, title=self.file),),
            if_refused=organisation.fill(self.if_refused),
        )
