"""What the working page shows, in words for advisors; also the JSON of its API."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from advice.content import Content
from conversations.deliveries import DeliveryState
from conversations.handoffs import Handoff, Outcome, Way
from conversations.messages import FILES_PATH, Attachment, Author, Kind, Message
from conversations.stage import Stage
from gateway.console.desk.reach import Reach
from gateway.console.desk.scan_view import ScanView
from handoff.advisors import Advisor
from handoff.cases import Case, Note
from handoff.moves import Moves

FILES = "/adviseur/api/files"
"""Where advisors open the files of a conversation."""

_MOST_QUESTION = 200
_SHOWS_SCHEMES = (Kind.SCHEME, Kind.SCHEMES, Kind.ELIGIBILITY)


class Line(Struct):
    """A request in a list."""

    id: UUID
    conversation: UUID
    channel: str
    stage: Stage
    way: Way
    reason: str
    name: str | None
    municipality: str | None
    question: str
    topics: list[str]
    group: str | None
    asked_at: datetime
    taken_at: datetime | None
    promised_at: datetime | None
    closed_at: datetime | None
    advisor: str | None
    outcome: Outcome | None
    rating: int | None
    unread: int
    last_at: datetime
    is_late: bool
    may_take: bool
    lent: bool


class Named(Struct):
    """Something to choose, by its id."""

    id: str
    title: str


class Colleague(Struct):
    """Somebody of the team, and whether they could take something now."""

    id: UUID
    name: str
    present: bool


class GroupView(Struct):
    """A group, and how many of it could take something now."""

    id: str
    title: str
    present: int


class CannedView(Struct):
    """A ready text; only {naam} is still to be filled in."""

    id: str
    title: str
    text: str


class Me(Struct):
    """Who is logged in, and all there is to choose from."""

    advisor: dict[str, object]
    presence: str
    colleagues: list[Colleague]
    groups: list[GroupView]
    outcomes: list[Named]
    partners: list[Named]
    canned: list[CannedView]


class Lists(Struct):
    """The four lists of one advisor; `silent` are desks elsewhere that do not answer now."""

    etag: str
    waiting: list[Line]
    mine: list[Line]
    colleagues: list[Line]
    closed: list[Line]
    silent: list[str]


class Said(Struct):
    """A message as an advisor reads it."""

    seq: int
    author: Author
    text: str
    attachments: list[Attachment]
    at: datetime


class News(Struct):
    """What is new in a conversation; `read_to` is up to where the entrepreneur fetched it.

    `deliveries` tells, by `seq`, how far each message came that is carried to a phone.
    """

    messages: list[Said]
    stage: Stage
    typing: bool
    read_to: int
    deliveries: dict[int, DeliveryState]


class SchemeView(Struct):
    """A scheme that was shown; why, and how it was judged, as far as that was told."""

    id: str
    title: str
    verdict: str | None
    reason: str | None


class NoteView(Struct):
    """A note among colleagues."""

    id: UUID
    author: str
    text: str
    at: datetime


class Earlier(Struct):
    """An earlier request in the same conversation."""

    asked_at: datetime
    question: str
    outcome: str | None


class Ahead(Struct):
    """An appointment that was made in a conversation."""

    id: UUID
    start: datetime
    end: datetime
    advisor: str


class Card(Struct):
    """All that is known beside a conversation."""

    line: Line
    channel: Reach
    contact: str | None
    consent_at: datetime
    messages: list[Said]
    typing: bool
    notes: list[NoteView]
    scan: ScanView | None
    schemes: list[SchemeView]
    earlier: list[Earlier]
    read_to: int
    deliveries: dict[int, DeliveryState]
    remark: str | None
    """What the entrepreneur said of the help, beside the score."""
    appointment: Ahead | None


class Views:
    """Makes them; `names` are those of advisors by id."""

    def __init__(self, content: Content, moves: Moves) -> None:
        self._content = content
        self._moves = moves
        self._places = {place.id: place.name for place in content.organisation.municipalities}

    def line(self, case: Case, reader: Advisor, names: dict[UUID, str], now: datetime) -> Line:
        handoff = case.handoff
        request = handoff.request
        group = self._content.desk.group(handoff.group)
        return Line(
            id=handoff.id,
            conversation=handoff.conversation,
            channel=handoff.channel,
            stage=handoff.stage,
            way=request.way,
            reason=request.reason,
            name=request.name,
            municipality=self._places.get(request.municipality or ""),
            question=request.question[:_MOST_QUESTION],
            topics=[title for topic in request.topics if (title := self._topic(topic))],
            group=group.title if group else None,
            asked_at=handoff.asked_at,
            taken_at=handoff.taken_at,
            promised_at=request.promised_at,
            closed_at=handoff.closed_at,
            advisor=names.get(handoff.advisor) if handoff.advisor else None,
            outcome=handoff.outcome,
            rating=handoff.rating,
            unread=case.unread,
            last_at=case.last_at,
            is_late=_is_late(handoff, now) or case.escalated_at is not None,
            may_take=handoff.is_open and handoff.advisor is None,
            lent=handoff.is_lent,
        )

    def lists(
        self,
        open_cases: Iterable[Case],
        closed_cases: Iterable[Case],
        reader: Advisor,
        names: dict[UUID, str],
        now: datetime,
    ) -> Lists:
        """Return what `reader` may see, each in its list."""
        lists = Lists("", [], [], [], [], [])
        for case in (*open_cases, *closed_cases):
            handoff = case.handoff
            if not self._moves.may_see(reader, handoff):
                continue
            line = self.line(case, reader, names, now)
            if not handoff.is_open:
                lists.closed.append(line)
            elif handoff.advisor is None:
                lists.waiting.append(line)
            elif handoff.advisor == reader.id:
                lists.mine.append(line)
            else:
                lists.colleagues.append(line)
        return lists

    def schemes(self, messages: Iterable[Message]) -> list[SchemeView]:
        """Return the schemes that were shown, each once, the first first.

        Of what was told about one more than once the newest counts.
        """
        shown = [m.meta for m in messages if m.meta.kind in _SHOWS_SCHEMES]
        ids = dict.fromkeys(id for meta in shown for id in meta.ids)
        reasons = {
            id: why for meta in shown for id, why in zip(meta.ids, meta.reasons or (), strict=False)
        }
        verdicts = {id: meta.verdict for meta in shown if meta.verdict for id in meta.ids}
        return [
            SchemeView(id, scheme.short_name, verdicts.get(id), reasons.get(id))
            for id in ids
            if (scheme := self._content.schemes.get(id))
        ]

    def _topic(self, id: str) -> str | None:
        scheme = self._content.schemes.get(id)
        if scheme:
            return scheme.short_name
        theme = self._content.scan.theme(id)
        return theme.name if theme else None


def said(messages: Iterable[Message]) -> list[Said]:
    """Return messages with the addresses that advisors can open."""
    return [
        Said(m.seq, m.author, m.text, [_opened_here(a) for a in m.attachments], m.at)
        for m in messages
    ]


def notes_of(notes: Sequence[Note], names: dict[UUID, str]) -> list[NoteView]:
    return [NoteView(n.id, names.get(n.advisor, ""), n.text, n.at) for n in notes]


def _opened_here(attachment: Attachment) -> Attachment:
    url = attachment.url
    if url.startswith(FILES_PATH):
        url = FILES + url.removeprefix(FILES_PATH)
    return Attachment(url, attachment.media_type, attachment.title)


def _is_late(handoff: Handoff, now: datetime) -> bool:
    promised = handoff.request.promised_at
    return handoff.is_open and promised is not None and promised <= now
