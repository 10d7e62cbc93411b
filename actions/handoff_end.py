"""Hands a request over, in the way that is possible at this moment, and says what comes next."""

from datetime import datetime

from msgspec import Struct
from rasa_sdk.executor import CollectingDispatcher

from actions.handoff_answers import Known
from actions.say import bring, buttons, meta, reach
from actions.subject import FindSubject
from actions.turn import Turn
from advice.content import Content
from advice.opening import Attendance
from advice.promise import call_back_before, usual_minutes
from advice.scan.walk import Stop
from advice.values import Offer
from conversations.handoffs import Desk, HandoffRequest, LookAtDesk, Reason, Way
from kit.clock import Clock


class Here(Struct, frozen=True):
    """How it is at this moment: whether we are open, and who could answer."""

    now: datetime
    attendance: Attendance
    desk: Desk

    @property
    def is_answered_now(self) -> bool:
        return self.attendance.is_open and self.desk.present > 0


class HandoffEnd:
    """Brings the request along, or points the way to who wants none."""

    def __init__(
        self,
        content: Content,
        clock: Clock,
        look_at_desk: LookAtDesk,
        find_subject: FindSubject,
    ) -> None:
        self._content = content
        self._words = content.handoff
        self._clock = clock
        self._look_at_desk = look_at_desk
        self._find_subject = find_subject

    @property
    def is_open(self) -> bool:
        return self._content.opening.at(self._clock()).is_open

    async def look(self) -> Here:
        """Look how it is now."""
        now = self._clock()
        return Here(now, self._content.opening.at(now), await self._look_at_desk())

    def tell(self, dispatcher: CollectingDispatcher, turn: Turn, known: Known, here: Here) -> None:
        """Hand it over; without a way to answer later only the telephone is left."""
        before = call_back_before(self._content.opening, here.now, self._words.call_back_minutes)
        if here.is_answered_now:
            self._wait(dispatcher, turn, known, here)
        elif known.wish.contact and before:
            self._call_back(dispatcher, turn, known, here, before)
        elif here.attendance.is_open:
            self._wait(dispatcher, turn, known, here)
        else:
            self.refer(dispatcher, known)

    def refer(self, dispatcher: CollectingDispatcher, known: Known) -> None:
        """Tell how to reach us; who refused consent can still give it, and others can book."""
        is_angry = known.wish.reason is Reason.ANGRY
        other = self._words.after_all() if known.wish.is_refused else self._appointment()
        dispatcher.utter_message(
            response="utter_human_sorry" if is_angry else "utter_human",
            meta=meta("handoff"),
            buttons=buttons([other]),
            **reach(self._content.organisation),
        )

    def stop(self, dispatcher: CollectingDispatcher) -> None:
        """Leave who wants no more questions with the way to reach us."""
        dispatcher.utter_message(
            response="utter_handoff_stopped",
            meta=meta("handoff"),
            **reach(self._content.organisation),
        )

    def _wait(self, dispatcher: CollectingDispatcher, turn: Turn, known: Known, here: Here) -> None:
        usual = here.desk.usual_wait
        least, most = usual_minutes(usual) if usual else (0, 0)
        response = "utter_handoff_waiting" if usual else "utter_handoff_waiting_unknown"
        stop = Offer(self._content.desk.buttons.stop_waiting, "stop_waiting")
        instead = [] if here.is_answered_now else [self._appointment()]
        dispatcher.utter_message(
            response=response if here.is_answered_now else "utter_handoff_waiting_long",
            meta=meta("handoff"),
            buttons=buttons([*instead, stop]),
            place=str(here.desk.waiting + 1),
            least=str(least),
            most=str(most),
            **reach(self._content.organisation),
        )
        bring(dispatcher, handoff=self._request(turn, known, Way.CHAT))

    def _call_back(
        self,
        dispatcher: CollectingDispatcher,
        turn: Turn,
        known: Known,
        here: Here,
        before: datetime,
    ) -> None:
        scan = [] if here.attendance.is_open else self._scan(turn)
        dispatcher.utter_message(
            response=_promise(here.attendance),
            meta=meta("handoff"),
            buttons=buttons([*scan, self._appointment(), self._words.no_call_back()]),
            calls=self._words.way_back(known.wish.contact or ""),
            before=self._words.promised(before, here.now),
            closed_day=here.attendance.closed_day or "",
            meanwhile=self._words.scan if scan else "",
            **reach(self._content.organisation),
        )
        bring(dispatcher, handoff=self._request(turn, known, Way.CALL_BACK, before))

    def _appointment(self) -> Offer:
        return self._content.appointments.talk.book()

    def _scan(self, turn: Turn) -> list[Offer]:
        """Offer the scan to who did not finish one."""
        walk, words = turn.walk, self._content.words
        if walk is None:
            return [words.scan_begin()]
        return [] if walk.stop is Stop.DONE else [words.scan_on()]

    def _request(
        self, turn: Turn, known: Known, way: Way, before: datetime | None = None
    ) -> HandoffRequest:
        wish = known.wish
        if wish.consent is None or not wish.is_consented:
            raise NoConsent
        subject = self._find_subject(turn, known.facts, known.question, wish.reason)
        return HandoffRequest(
            reason=wish.reason,
            way=way,
            question=subject.question,
            consent=wish.consent,
            name=wish.name,
            contact=wish.contact,
            municipality=subject.municipality,
            topics=subject.topics,
            group=subject.group,
            promised_at=before,
        )


class NoConsent(Exception):
    """A request was about to be handed over to which nobody consented."""


def _promise(attendance: Attendance) -> str:
    if attendance.is_open:
        return "utter_handoff_call_back"
    if attendance.closed_day:
        return "utter_handoff_holiday"
    return "utter_handoff_later_today" if attendance.opens_today else "utter_handoff_closed"
