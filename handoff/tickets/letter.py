"""The first text of a copy: what is wanted, how to answer, and the conversation until now."""

from collections.abc import Sequence
from textwrap import shorten

from advice.content import Content
from advice.dates import dutch_date
from conversations.addresses import email_in, phone_in
from conversations.files import NewFile
from conversations.handoffs import Handoff, Way
from conversations.messages import Message
from handoff.tickets import texts
from handoff.tickets.port import BridgeAbilities, NewTicket
from handoff.tickets.redacting import redacted
from kit.clock import AMSTERDAM


class Letter:
    """Writes it, for one handoff; nothing of it leaves without consent, so here there is some."""

    def __init__(self, content: Content, handoff: Handoff, abilities: BridgeAbilities) -> None:
        self._content = content
        self._handoff = handoff
        self._abilities = abilities
        contact = handoff.request.contact or ""
        self.email = email_in(contact)
        self._phone = phone_in(contact) if self.email is None else None

    def written(self, group: str, said: Sequence[Message], files: tuple[NewFile, ...]) -> NewTicket:
        """Return the ticket for a group of the desk, with what was said until now."""
        request = self._handoff.request
        return NewTicket(
            key=self._handoff.id,
            group=group,
            subject=self._subject(),
            text=self._text(said),
            name=request.name,
            email=self.email,
            phone=self._phone,
            files=files if self._abilities.files else (),
        )

    def clear(self, text: str) -> str:
        """Return what somebody said, as it may leave."""
        return redacted(text, keep=self.email)

    def _subject(self) -> str:
        question = self.clear(" ".join(self._handoff.request.question.split()))
        return shorten(question, texts.MOST_SUBJECT, placeholder=" …") or texts.NO_QUESTION

    def _text(self, said: Sequence[Message]) -> str:
        head = "\n".join(self._wanted())
        how = texts.HOW if self._abilities.two_way else texts.HOW_REGISTERED
        begun = said[0].at if said else self._handoff.asked_at
        title = texts.CONVERSATION.format(day=dutch_date(begun.astimezone(AMSTERDAM).date()))
        above = f"{head}\n\n{how}\n\n{title}\n"
        return f"{above}{self._lines(said, self._abilities.most_text - len(above))}"

    def _wanted(self) -> list[str]:
        request = self._handoff.request
        places = {one.id: one.name for one in self._content.organisation.municipalities}
        place = places.get(request.municipality or "")
        topics = ", ".join(name for id in request.topics if (name := self._topic(id)))
        is_chat = request.way is Way.CHAT
        way = texts.WAY_CHAT.format(channel=self._handoff.channel)
        return [
            texts.QUESTION.format(question=self.clear(request.question)),
            way if is_chat else texts.WAY_CALL_BACK,
            *([self._promised()] if request.promised_at else []),
            *([texts.MUNICIPALITY.format(place=place)] if place else []),
            *([texts.TOPICS.format(topics=topics)] if topics else []),
        ]

    def _promised(self) -> str:
        moment = self._handoff.request.promised_at
        local = (moment or self._handoff.asked_at).astimezone(AMSTERDAM)
        return texts.PROMISED.format(day=dutch_date(local.date()), time=f"{local:%H.%M}")

    def _topic(self, id: str) -> str | None:
        scheme = self._content.schemes.get(id)
        if scheme:
            return scheme.short_name
        theme = self._content.scan.theme(id)
        return theme.name if theme else None

    def _lines(self, said: Sequence[Message], room: int) -> str:
        """Return as much of what was said as there is room for, the last of it first."""
        lines = list[str]()
        room -= len(texts.EARLIER) + 1
        for message in reversed(said):
            line = self._line(message)
            room -= len(line) + 1
            if room < 0:
                return "\n".join([texts.EARLIER, *reversed(lines)])
            lines.append(line)
        return "\n".join(reversed(lines))

    def _line(self, message: Message) -> str:
        files = (texts.FILE.format(title=one.title) for one in message.attachments)
        text = " ".join([self.clear(message.text), *files]).strip()
        time = f"{message.at.astimezone(AMSTERDAM):%H.%M}"
        return texts.LINE.format(time=time, who=texts.AUTHORS[message.author], text=text)
