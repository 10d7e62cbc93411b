"""Reminders of the scan: of one that is not finished, and of the follow-up; only on request."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.say import bring, buttons, meta
from actions.scan_talk import ScanTalk
from actions.turn import Turn
from advice.content import Content
from advice.dates import dutch_date
from advice.scan.follow_up import FOLLOW_UP, UNFINISHED
from advice.scan.walk import Stop
from advice.values import Offer
from conversations.messages import Reminder
from conversations.scans import Given
from kit.clock import AMSTERDAM, Clock, months_after

CONSENT = "herinnering"
"""Under this id the wish for a reminder stands among the consents."""
CALLED_OFF = (Reminder(UNFINISHED), Reminder(FOLLOW_UP))


class RemindMe(Action):
    """Sets a reminder; asking for it is the consent, and is kept with its time."""

    def __init__(self, content: Content, clock: Clock, talk: ScanTalk) -> None:
        self._content = content
        self._clock = clock
        self._talk = talk

    def name(self) -> str:
        return "action_remind_me"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn, content = Turn(tracker, self._content), self._content
        walk = turn.walk
        if walk is None:
            dispatcher.utter_message(
                response="utter_nothing_to_remind_of",
                meta=meta("scan"),
                buttons=buttons([content.words.scan_begin()]),
            )
            return []
        is_done, now = walk.stop is Stop.DONE, self._clock()
        at = self._moment(now, is_done=is_done)
        no = Offer(content.follow_up.no_reminder, "stop_reminders")
        dispatcher.utter_message(
            response="utter_reminder_set",
            meta=meta("scan"),
            buttons=buttons([no]),
            day=dutch_date(at.astimezone(AMSTERDAM).date()),
        )
        bring(dispatcher, reminders=[self._reminder(at, no, is_done=is_done)])
        given = Given(True, content.follow_up.version, now)
        return self._talk.consent(dispatcher, walk, turn.facts, {CONSENT: given})

    def _moment(self, now: datetime, *, is_done: bool) -> datetime:
        follow_up = self._content.follow_up
        if is_done:
            return months_after(now, follow_up.months)
        return now + timedelta(days=follow_up.reminder_days)

    def _reminder(self, at: datetime, no: Offer, *, is_done: bool) -> Reminder:
        follow_up, words = self._content.follow_up, self._content.words
        said = follow_up.invitation if is_done else follow_up.unfinished
        on = Offer(follow_up.begin, "follow_up_scan") if is_done else words.scan_on()
        return msgspec.convert(
            {
                "key": FOLLOW_UP if is_done else UNFINISHED,
                "at": at,
                "text": said.text,
                "buttons": buttons([on, no]),
                "meta": meta("scan"),
            },
            Reminder,
        )


class StopReminders(Action):
    """Calls off what was to come."""

    def __init__(self, content: Content, clock: Clock, talk: ScanTalk) -> None:
        self._content = content
        self._clock = clock
        self._talk = talk

    def name(self) -> str:
        return "action_stop_reminders"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn, version = Turn(tracker, self._content), self._content.follow_up.version
        dispatcher.utter_message(response="utter_reminders_stopped", meta=meta("privacy"))
        bring(dispatcher, reminders=CALLED_OFF)
        if turn.walk is None:
            return []
        given = Given(False, version, self._clock())
        return self._talk.consent(dispatcher, turn.walk, turn.facts, {CONSENT: given})
