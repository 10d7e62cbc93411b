"""All content, read once when a process starts."""

from pathlib import Path

from msgspec import Struct

from advice.appointments.texts import AppointmentTexts
from advice.buttons import ButtonWords
from advice.channels import ChannelTexts
from advice.desk import DeskTexts
from advice.eligibility.vocabulary import Vocabulary, vocabulary
from advice.elsewhere import Elsewhere
from advice.faq.question import Question
from advice.files import Files, read_files
from advice.findings import ContentError
from advice.handoff import HandoffWords
from advice.integrity import broken_links
from advice.invitations import Invitations
from advice.languages import Language
from advice.opening import Opening
from advice.organisation import Organisation
from advice.partners.partner import Partner
from advice.pool import PoolWords
from advice.scan.definition import CommandWords, ConsentTexts, Scan
from advice.scan.follow_up import FollowUp
from advice.scan.report_mail import ReportMail
from advice.schemes.catalogue import Catalogue


class Content(Struct, frozen=True):
    """What we know; `faq` and `partners` are by id, `languages` has the default first.

    `facts` has the questions of the scan as well: what was answered there is known everywhere.
    """

    organisation: Organisation
    opening: Opening
    schemes: Catalogue
    faq: dict[str, Question]
    words: ButtonWords
    languages: tuple[Language, ...]
    facts: Vocabulary
    partners: dict[str, Partner]
    synonyms: tuple[tuple[str, ...], ...]
    elsewhere: tuple[Elsewhere, ...]
    alarms: tuple[str, ...]
    scans: dict[int, Scan]
    """The versions of the scan: an answer under an earlier one stays readable."""
    consent: ConsentTexts
    scan_words: CommandWords
    follow_up: FollowUp
    report_mail: ReportMail
    desk: DeskTexts
    handoff: HandoffWords
    pool: PoolWords
    channels: ChannelTexts
    invitations: Invitations
    appointments: AppointmentTexts
    inviting_hours: Opening
    """When invitations may be sent."""

    @property
    def scan(self) -> Scan:
        """The version that is asked now."""
        return self.scans[max(self.scans)]


def load_content(folder: Path) -> Content:
    """Read the content folder (`data/`).

    Raises `ContentError`, whose text is one Dutch sentence: file, line, what is wrong and how
    to mend it. Nothing half-read is ever returned.
    """
    files = read_files(folder)
    if broken := broken_links(files):
        raise ContentError(broken)
    return _content(files)


def _content(files: Files) -> Content:
    schemes = (document.value for document in files.schemes)
    organisation = files.organisation.value
    scans = {document.value.version: document.value for document in files.scans}
    asked = (question.as_fact() for scan in scans.values() for question in scan.own_questions)
    return Content(
        organisation=organisation,
        opening=Opening(organisation.hours, files.closing_days.value),
        schemes=Catalogue(schemes, files.others.value),
        faq={document.value.id: document.value for document in files.faq},
        words=files.buttons.value,
        languages=files.languages.value,
        facts=vocabulary((*files.facts.value, *asked), organisation),
        partners={partner.id: partner for partner in files.partners.value},
        synonyms=files.synonyms.value,
        elsewhere=files.elsewhere.value,
        alarms=files.alarms.value,
        scans=scans,
        consent=files.consent.value,
        scan_words=files.scan_words.value,
        follow_up=files.follow_up.value,
        report_mail=files.report_mail.value,
        desk=files.desk.value,
        handoff=files.handoff.value,
        pool=files.pool.value,
        channels=files.channels.value,
        invitations=files.invitations.value,
        appointments=files.appointments.value,
        inviting_hours=files.invitations.value.rules.hours(files.closing_days.value),
    )
