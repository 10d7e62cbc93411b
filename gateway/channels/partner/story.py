"""What somebody of a partner reads: the request, and the conversation until it was closed."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct

from advice.content import Content
from conversations.messages import Kind, Message
from conversations.scans import KeptScan
from gateway.channels.partner import texts
from handoff.partners import Purpose
from handoff.ports import TeamWork
from handoff.visiting import Visit

_SHOWS_SCHEMES = (Kind.SCHEME, Kind.SCHEMES, Kind.ELIGIBILITY)


class Line(Struct, frozen=True):
    """Something that was said; of files only the names are told."""

    who: str
    author: str
    text: str
    files: tuple[str, ...]
    at: datetime


class Level(Struct, frozen=True):
    """How a theme of the scan stands."""

    theme: str
    level: str


class Story(Struct, frozen=True, kw_only=True):
    """All of it, in words; never the notes of colleagues."""

    partner: str
    advisor: str
    purpose: Purpose
    note: str
    name: str | None
    contact: str | None
    place: str | None
    question: str
    topics: Sequence[str]
    schemes: Sequence[str]
    levels: Sequence[Level]
    lines: Sequence[Line]
    may_write: bool
    is_closed: bool
    taken_at: datetime | None
    expires_at: datetime | None


class Stories:
    """Tells them."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._places = {place.id: place.name for place in content.organisation.municipalities}

    async def of(self, work: TeamWork, visit: Visit) -> Story:
        """Return what a link opened; raise `UnknownConversation` if that was erased meanwhile."""
        share, handoff = visit.share, visit.handoff
        request = handoff.request
        partner = self._content.partners.get(share.partner)
        advisor = await work.advisor(share.advisor)
        view = await work.view(handoff.conversation, 0)
        # What is said to the bot later on is no part of what was agreed to.
        end = handoff.closed_at
        messages = [one for one in view.messages if end is None or one.at <= end]
        return Story(
            partner=partner.name if partner else share.partner,
            advisor=advisor.name if advisor else "",
            purpose=share.purpose,
            note=share.note,
            name=request.name,
            contact=request.contact,
            place=self._places.get(request.municipality or ""),
            question=request.question,
            topics=[name for id in request.topics if (name := self._topic(id))],
            schemes=self._schemes(messages),
            levels=self._levels(await work.scan_of_conversation(handoff.conversation)),
            lines=[_line(message) for message in messages],
            may_write=visit.may_write,
            is_closed=not handoff.is_open,
            taken_at=share.taken_at,
            expires_at=share.expires_at,
        )

    def _topic(self, id: str) -> str | None:
        scheme = self._content.schemes.get(id)
        if scheme:
            return scheme.short_name
        theme = self._content.scan.theme(id)
        return theme.name if theme else None

    def _schemes(self, messages: Iterable[Message]) -> list[str]:
        shown = (one.meta for one in messages if one.meta.kind in _SHOWS_SCHEMES)
        ids = dict.fromkeys(id for meta in shown for id in meta.ids)
        return [scheme.short_name for id in ids if (scheme := self._content.schemes.get(id))]

    def _levels(self, kept: KeptScan | None) -> list[Level]:
        if kept is None:
            return []
        scan = self._content.scans.get(kept.scan.version, self._content.scan)
        told = kept.scan.levels
        return [
            Level(theme.name, scan.levels[told[theme.id]].name)
            for theme in scan.themes
            if theme.id in told
        ]


def _line(message: Message) -> Line:
    files = tuple(file.title for file in message.attachments)
    return Line(texts.AUTHORS[message.author], message.author, message.text, files, message.at)
