"""Mails the report of the scan, to an address that is given for it."""

from typing import Any

import msgspec
from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import is_another_question, is_urgent
from actions.say import Events, bring, buttons, meta, reach
from actions.scan_talk import ScanTalk
from actions.turn import Turn
from advice.content import Content
from advice.eligibility.fact import NO
from advice.eligibility.reading import FactReader
from advice.scan.report_mail import MOST, REPORT
from advice.scan.report_mail import NO as RATHER_NOT
from advice.scan.walk import Stop, Walk
from conversations.addresses import email_in
from conversations.mail import Mail
from conversations.scans import Given
from kit.clock import AMSTERDAM, Clock

NOT_SENT = (Mail(REPORT),)


class ReportByMail:
    """Asks where the report may go to, and lets it be sent there."""

    def __init__(
        self,
        content: Content,
        clock: Clock,
        reader: FactReader,
        scan: ScanTalk,
        *,
        may_mail: bool,
    ) -> None:
        self._content = content
        self._clock = clock
        self._reader = reader
        self._scan = scan
        self._may_mail = may_mail

    def start(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
        """Send it to the address in the message, or ask for one; say so when that can not be."""
        walk, words = turn.walk, self._content.words
        if walk is None or walk.stop is not Stop.DONE:
            dispatcher.utter_message(
                response="utter_report_not_there_yet",
                meta=meta("scan"),
                buttons=buttons([words.scan_on() if walk else words.scan_begin()]),
            )
            return []
        if not self._may_mail or walk.mailed >= MOST:
            dispatcher.utter_message(
                response="utter_report_mailed_often" if self._may_mail else "utter_report_no_mail",
                meta=meta("scan"),
                buttons=buttons([words.person()]),
                **reach(self._content.organisation),
            )
            return []
        if address := email_in(turn.whole_text):
            return self._send(dispatcher, turn, walk, address)
        return self._ask(dispatcher, "utter_report_to_which_address")

    def is_open(self, turn: Turn) -> bool:
        return turn.asks_for(REPORT) and turn.walk is not None

    async def take(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events | None:
        walk = turn.walk
        if walk is None or is_urgent(turn, None, self._reader):
            return None
        if address := email_in(turn.whole_text):
            return self._send(dispatcher, turn, walk, address)
        if self._rather_not(turn):
            dispatcher.utter_message(response="utter_report_not_mailed", meta=meta("scan"))
            return [SlotSet("open_question", None)]
        if is_another_question(turn):
            return None
        return self._missed(dispatcher, walk)

    async def ask_again(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
        return self._ask(dispatcher, "utter_report_back_to_address")

    def _send(
        self, dispatcher: CollectingDispatcher, turn: Turn, walk: Walk, address: str
    ) -> Events:
        """Giving the address, to this question, is the consent."""
        now, words = self._clock(), self._content.report_mail
        report = self._scan.report(walk, turn.facts)
        day = (walk.finished_at or now).astimezone(AMSTERDAM).date()
        dispatcher.utter_message(response="utter_report_mailed", meta=meta("scan"), address=address)
        letter = words.letter(address, report, self._content.organisation, day)
        bring(dispatcher, mails=[letter])
        given = {REPORT: Given(True, words.version, now)}
        kept = self._scan.consent(dispatcher, walk.mailing(), turn.facts, given)
        return [*kept, SlotSet("open_question", None)]

    def _rather_not(self, turn: Turn) -> bool:
        if turn.is_pressed:
            return turn.pressed_value(REPORT) == RATHER_NOT
        return turn.intent == "stop" or self._reader.yes_or_no(turn.text) == NO

    def _missed(self, dispatcher: CollectingDispatcher, walk: Walk) -> Events:
        """Ask once more; after a second miss the question is dropped."""
        if walk.has_missed:
            dispatcher.utter_message(response="utter_report_not_mailed", meta=meta("scan"))
            walk, still_open = walk.at_stop(Stop.DONE), None
        else:
            self._ask(dispatcher, "utter_report_address_unclear")
            walk, still_open = walk.after_a_miss(), REPORT
        slots = {"scan": msgspec.to_builtins(walk), "open_question": still_open}
        return [SlotSet(name, value) for name, value in slots.items()]

    def _ask(self, dispatcher: CollectingDispatcher, response: str) -> Events:
        words = self._content.report_mail
        dispatcher.utter_message(
            response=response,
            meta=meta("scan", [REPORT]),
            buttons=buttons([words.rather_not()]),
            question=words.question,
        )
        return [SlotSet("open_question", REPORT)]


class MailReport(Action):
    """Mails the report of the scan to who asks for it."""

    def __init__(self, content: Content, by_mail: ReportByMail) -> None:
        self._content = content
        self._by_mail = by_mail

    def name(self) -> str:
        return "action_mail_report"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        return self._by_mail.start(dispatcher, Turn(tracker, self._content))
