"""The scan in the chat: what begins it, takes it up again, or changes what may be done with it."""

from typing import Any

import msgspec
from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.booking_ahead import Ahead
from actions.booking_cancel import CancelTalk
from actions.pool import NOBODY
from actions.reminders import CALLED_OFF
from actions.report_mail import NOT_SENT
from actions.say import Events, bring, buttons, meta, reach
from actions.scan_talk import ScanTalk
from actions.turn import Turn
from advice.content import Content
from advice.wish import Wish
from conversations.helpers import PoolMove
from conversations.scans import FindScan, Given
from kit.clock import Clock

_NOTHING_TO_WITHDRAW = "utter_no_consent_to_withdraw"


class StartScan(Action):
    """Begins the scan, or goes on with it."""

    def __init__(self, content: Content, talk: ScanTalk) -> None:
        self._content = content
        self._talk = talk

    def name(self) -> str:
        return "action_start_scan"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        return self._talk.start(dispatcher, Turn(tracker, self._content))


class FollowUpScan(Action):
    """Begins the follow-up of a scan; of whom we have none, it asks for the code."""

    def __init__(self, content: Content, talk: ScanTalk) -> None:
        self._content = content
        self._talk = talk

    def name(self) -> str:
        return "action_follow_up_scan"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(tracker, self._content)
        if turn.walk is not None:
            return self._talk.follow_up(dispatcher, turn.walk, turn.facts)
        words = self._content.words
        dispatcher.utter_message(
            response="utter_follow_up_of_nothing",
            meta=meta("scan"),
            buttons=buttons([words.scan_begin(), words.person()]),
        )
        return []


class ResumeWithCode(Action):
    """Goes on with the scan that a code opens, wherever it was begun."""

    def __init__(self, content: Content, talk: ScanTalk, find_scan: FindScan) -> None:
        self._content = content
        self._talk = talk
        self._find_scan = find_scan

    def name(self) -> str:
        return "action_resume_with_code"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(tracker, self._content)
        if turn.code is None:
            dispatcher.utter_message(response="utter_scan_which_code", meta=meta("scan"))
            return []
        kept = await self._find_scan(turn.code)
        if kept is not None:
            return self._talk.start_from(dispatcher, turn, kept)
        words = self._content.words
        dispatcher.utter_message(
            response="utter_scan_code_unknown",
            meta=meta("scan"),
            buttons=buttons([words.scan_begin(), words.person()]),
        )
        return []


class WithdrawConsent(Action):
    """Takes back what was consented to, at any moment; the scan itself goes on."""

    def __init__(
        self,
        content: Content,
        talk: ScanTalk,
        clock: Clock,
        ahead: Ahead,
        cancelling: CancelTalk,
    ) -> None:
        self._content = content
        self._talk = talk
        self._clock = clock
        self._ahead = ahead
        self._cancelling = cancelling

    def name(self) -> str:
        return "action_withdraw_consent"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(tracker, self._content)
        events = self._withdraw(dispatcher, turn)
        is_consented = turn.wish is not None and turn.wish.is_consented
        # An appointment rests on the same consent as a request.
        if is_consented and await self._ahead.of(turn):
            await self._cancelling.call_off(dispatcher, turn)
        return events

    def _withdraw(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
        walk, wish = turn.walk, turn.wish
        given = [id for id, one in walk.consents.items() if one.is_given] if walk else []
        is_handed_over = wish is not None and wish.is_consented
        is_helper = turn.signup is not None and turn.signup.is_member
        has_any = given or is_handed_over or is_helper
        response = "utter_consent_withdrawn" if has_any else _NOTHING_TO_WITHDRAW
        dispatcher.utter_message(
            response=response,
            meta=meta("privacy"),
            buttons=buttons([self._content.words.person()]),
            **reach(self._content.organisation),
        )
        kept = self._from_person(dispatcher, turn, wish) if wish and wish.is_consented else []
        if is_helper:
            bring(dispatcher, pool=PoolMove.LEAVE)
            kept = [*kept, NOBODY]
        if walk is None:
            return kept
        now = self._clock()
        withdrawn = {id: Given(False, walk.consents[id].version, now) for id in given}
        bring(dispatcher, reminders=CALLED_OFF, mails=NOT_SENT)
        return [*kept, *self._talk.consent(dispatcher, walk, turn.facts, withdrawn)]

    @staticmethod
    def _from_person(dispatcher: CollectingDispatcher, turn: Turn, wish: Wish) -> Events:
        """Take back what an advisor may read, and with it the request that rests on it."""
        bring(dispatcher, handoff_cancelled=True)
        is_open = turn.open_in_wish or turn.open_in_booking
        closed = [SlotSet("open_question", None)] if is_open else []
        return [*closed, SlotSet("person", msgspec.to_builtins(wish.withdrawn()))]
