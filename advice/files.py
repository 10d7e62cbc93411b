"""The content folder: which files there are, and all of them read."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from advice.appointments.texts import AppointmentTexts
from advice.buttons import ButtonWords
from advice.channels import ChannelTexts
from advice.closing_days import ClosingDay
from advice.desk import DeskTexts
from advice.eligibility.fact import Fact
from advice.elsewhere import Elsewhere
from advice.faq.question import Question
from advice.findings import ContentError, Finding
from advice.handoff import HandoffWords
from advice.invitations import Invitations
from advice.languages import Language
from advice.organisation import Organisation
from advice.partners.partner import Partner
from advice.pool import PoolWords
from advice.reading import Document, read
from advice.scan.definition import CommandWords, ConsentTexts, Scan
from advice.scan.follow_up import FollowUp
from advice.scan.report_mail import ReportMail
from advice.schemes.scheme import OtherScheme, Scheme
from advice.values import Text

SCHEMES = "regelingen"
FAQ = "faq"
SCAN = "scan"


class Files(Struct, frozen=True):
    """Every content file, each still knowing where in the file things stand."""

    folder: str
    organisation: Document[Organisation]
    closing_days: Document[tuple[ClosingDay, ...]]
    buttons: Document[ButtonWords]
    languages: Document[tuple[Language, ...]]
    others: Document[tuple[OtherScheme, ...]]
    facts: Document[tuple[Fact, ...]]
    partners: Document[tuple[Partner, ...]]
    synonyms: Document[tuple[tuple[Text, ...], ...]]
    elsewhere: Document[tuple[Elsewhere, ...]]
    alarms: Document[tuple[Text, ...]]
    consent: Document[ConsentTexts]
    scan_words: Document[CommandWords]
    follow_up: Document[FollowUp]
    report_mail: Document[ReportMail]
    desk: Document[DeskTexts]
    handoff: Document[HandoffWords]
    pool: Document[PoolWords]
    channels: Document[ChannelTexts]
    invitations: Document[Invitations]
    appointments: Document[AppointmentTexts]
    scans: tuple[Document[Scan], ...]
    schemes: tuple[Document[Scheme], ...]
    faq: tuple[Document[Question], ...]


def read_files(folder: Path) -> Files:
    """Read the content `folder`; raise one `ContentError` with what is wrong in every file."""
    reader = _Reader(folder)
    files = Files(
        folder.name,
        organisation=reader.one("organisatie.yml", Organisation),
        closing_days=reader.one("sluitingsdagen.yml", tuple[ClosingDay, ...]),
        buttons=reader.one("knoppen.yml", ButtonWords),
        languages=reader.one("talen.yml", tuple[Language, ...]),
        others=reader.one("andere_regelingen.yml", tuple[OtherScheme, ...]),
        facts=reader.one("feiten.yml", tuple[Fact, ...]),
        partners=reader.one("partners.yml", tuple[Partner, ...]),
        synonyms=reader.one("synoniemen.yml", tuple[tuple[Text, ...], ...]),
        elsewhere=reader.one("elders.yml", tuple[Elsewhere, ...]),
        alarms=reader.one("alarm.yml", tuple[Text, ...]),
        consent=reader.one(f"{SCAN}/toestemming.yml", ConsentTexts),
        scan_words=reader.one(f"{SCAN}/woorden.yml", CommandWords),
        follow_up=reader.one(f"{SCAN}/vervolg.yml", FollowUp),
        report_mail=reader.one(f"{SCAN}/mail.yml", ReportMail),
        desk=reader.one("balie.yml", DeskTexts),
        handoff=reader.one("overdracht.yml", HandoffWords),
        pool=reader.one("poule.yml", PoolWords),
        channels=reader.one("kanalen.yml", ChannelTexts),
        invitations=reader.one("uitnodigingen.yml", Invitations),
        appointments=reader.one("afspraken.yml", AppointmentTexts),
        scans=reader.all(SCAN, Scan, names="bedrijfsscan-*.yml"),
        schemes=reader.all(SCHEMES, Scheme),
        faq=reader.all(FAQ, Question),
    )
    if reader.findings:
        raise ContentError(reader.findings)
    return files


# Stands in for a document that could not be read, until the end of the reading raises.
_BROKEN: Document[Any] = Document("", None, yaml.ScalarNode("", ""))


class _Reader:
    """Reads on after a broken file, so that all broken files are told of at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.findings: list[Finding] = []

    def one[T](self, name: str, kind: type[T]) -> Document[T]:
        """Read one file; a broken one is remembered, and what is returned then is never used."""
        try:
            return read(self._folder / name, kind, folder=self._folder)
        except ContentError as error:
            self.findings.extend(error.findings)
            return _BROKEN

    def all[T](self, name: str, kind: type[T], *, names: str = "*.yml") -> tuple[Document[T], ...]:
        paths: Iterable[Path] = sorted((self._folder / name).glob(names))
        return tuple(self.one(f"{name}/{path.name}", kind) for path in paths)
