"""What is said in a conversation about its appointment: when it changes, and before it is."""

from datetime import datetime, timedelta

from msgspec import structs

from advice.content import Content
from conversations.appointments import Party
from conversations.handoffs import STOP_WAITING
from conversations.messages import Button, Kind, Meta, Reminder, Reply
from conversations.ports import Work
from handoff.appointments.invites import Invites
from handoff.appointments.meetings import Meeting
from handoff.appointments.refusals import TooLate
from kit.clock import AMSTERDAM

MOVE, CANCEL, BOOK = "/move_appointment", "/cancel_appointment", "/book_appointment"
"""What the bot understands as the wish to do so."""

DAY_BEFORE, HOUR_BEFORE = "afspraak_dag", "afspraak_uur"

_APPOINTMENT = Meta(Kind.APPOINTMENT)


class Lines:
    """Says them; the caller holds the conversation."""

    def __init__(self, content: Content, invites: Invites) -> None:
        self._fill = content.organisation.fill
        self._lines = content.appointments.letters.lines
        self._invites = invites
        self._move = Button(self._lines.move_button, MOVE)
        self._cancel = Button(self._lines.cancel_button, CANCEL)
        self._book = Button(self._lines.book_button, BOOK)
        self._not_called = Button(content.handoff.buttons.no_call_back, STOP_WAITING)

    def kept(self, reply: Reply, meeting: Meeting, now: datetime) -> Reply:
        """Return what the bot says itself, with how to keep and how to change the appointment."""
        text = f"{reply.text.strip()}\n\n{self._filled(self._lines.keep, meeting)}".strip()
        return structs.replace(
            reply, text=text, files=(*reply.files, self._invites.file(meeting, now))
        )

    def called_too(self) -> Reply:
        """Return what is said to who booked and is to be called besides."""
        return Reply(self._fill(self._lines.called_too), (self._not_called,), meta=_APPOINTMENT)

    async def moved(self, work: Work, meeting: Meeting, now: datetime) -> None:
        files = (self._invites.file(meeting, now),)
        buttons = (self._move, self._cancel)
        text = self._filled(self._lines.moved, meeting)
        said = Reply(text, buttons, files=files, meta=_APPOINTMENT)
        await work.say(meeting.appointment.conversation, [said], now)

    async def cancelled(self, work: Work, meeting: Meeting, by: Party, now: datetime) -> None:
        is_own = by is Party.ENTREPRENEUR
        line = self._lines.cancelled_yourself if is_own else self._lines.cancelled
        await self._say(work, meeting, line, (self._book,), now)

    async def must_move(self, work: Work, meeting: Meeting, now: datetime) -> None:
        await self._say(work, meeting, self._lines.must_move, (self._move, self._cancel), now)

    def refusal(self, refused: Exception) -> Reply:
        """Return what is said when what the bot wanted to say is not true any more."""
        if isinstance(refused, TooLate):
            return Reply(self._fill(self._lines.too_late), meta=_APPOINTMENT)
        return Reply(self._fill(self._lines.taken), (self._book,), meta=_APPOINTMENT)

    async def remind(self, work: Work, meeting: Meeting, now: datetime) -> None:
        """Set what is said a day and an hour before, as far as that is still to come."""
        slot, conversation = meeting.appointment.slot, meeting.appointment.conversation
        text = self._filled(self._lines.reminder, meeting)
        for key, at in (
            (DAY_BEFORE, day_before(slot.start)),
            (HOUR_BEFORE, slot.start - timedelta(hours=1)),
        ):
            said = Reminder(
                key, at, text, (self._move, self._cancel), _APPOINTMENT, until=slot.start
            )
            await work.say_later(conversation, said if at > now else Reminder(key))

    async def do_not_remind(self, work: Work, meeting: Meeting) -> None:
        for key in (DAY_BEFORE, HOUR_BEFORE):
            await work.say_later(meeting.appointment.conversation, Reminder(key))

    async def _say(
        self,
        work: Work,
        meeting: Meeting,
        line: str,
        buttons: tuple[Button, ...],
        now: datetime,
    ) -> None:
        said = Reply(self._filled(line, meeting), buttons, meta=_APPOINTMENT)
        await work.say(meeting.appointment.conversation, [said], now)

    def _filled(self, line: str, meeting: Meeting) -> str:
        return self._fill(meeting.fill(line))


def day_before(moment: datetime) -> datetime:
    """Return when the clock here shows the same, a day earlier."""
    return (moment.astimezone(AMSTERDAM) - timedelta(days=1)).astimezone(moment.tzinfo)
