"""Tells what came out of a scan, in a few short messages with a picture and a report."""

from datetime import date

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.say import Events, bring, buttons, meta
from actions.scan_questions import COMMAND
from advice.content import Content
from advice.dates import dutch_date
from advice.eligibility.fact import Facts
from advice.eligibility.verdict import Outcome, Verdict
from advice.scan.changes import Since, changes, since_last_time
from advice.scan.commands import Command
from advice.scan.radar import radar_png, radar_text
from advice.scan.report import ReportInput, report_pdf
from advice.scan.result import Assessor, Point, ScanResult
from advice.scan.walk import Stop, Walk
from advice.values import Offer
from conversations.files import NewFile

_MOST_SCHEME_BUTTONS = 3
_MOST_QUESTIONS = 3


class ScanOutcome:
    """Says how each theme stands, what matters most, which schemes may fit, and the next step."""

    def __init__(self, content: Content, *, may_mail: bool) -> None:
        """`may_mail`: there is a mail server, so the report can be sent."""
        self._content = content
        self._may_mail = may_mail
        self._assessor = Assessor(content.schemes, content.partners)

    def result(self, walk: Walk, facts: Facts, today: date) -> ScanResult:
        """Return what came out, in the words of the version that was answered.

        An unfinished scan goes on with the questions of the present version.
        """
        scans, newest = self._content.scans, self._content.scan
        scan = scans.get(walk.version, newest) if walk.stop is Stop.DONE else newest
        return self._assessor.result(scan, facts, today)

    def tell(
        self, dispatcher: CollectingDispatcher, walk: Walk, facts: Facts, today: date
    ) -> Events:
        """Tell all of it; the first scheme becomes the topic of the conversation."""
        result = self.result(walk, facts, today)
        ids = [judged.scheme.id for judged in result.schemes]
        if since := since_last_time(walk, result.scan):
            self._tell_changes(dispatcher, result, since)
        self._tell_standings(dispatcher, result, walk, facts, today)
        self._tell_points(dispatcher, result, ids)
        self._tell_next_step(dispatcher, result, ids)
        return [SlotSet("regeling", ids[0])] if ids else []

    def again(
        self, dispatcher: CollectingDispatcher, walk: Walk, facts: Facts, today: date
    ) -> Events:
        """Tell it to who did the scan already, and offer to do it anew."""
        events = self.tell(dispatcher, walk, facts, today)
        content = self._content
        anew = Offer(content.words.scan.anew, "start_scan", fact=f"{COMMAND}={Command.RESTART}")
        changed = Offer(content.follow_up.begin, "follow_up_scan")
        dispatcher.messages[-1]["buttons"] += buttons([changed, anew])
        return events

    def _tell_changes(
        self, dispatcher: CollectingDispatcher, result: ScanResult, since: Since
    ) -> None:
        """Tell what is otherwise than last time, and how it went with what was advised."""
        words = self._content.follow_up
        changed = [
            f"- {one.theme.name}: {words.directions[one.direction]}"
            for one in changes(result, since)
            if one.direction in words.directions
        ]
        steps = [
            f"- {words.steps[done.how].told.capitalize()}: {done.action}" for done in since.actions
        ]
        dispatcher.utter_message(
            response="utter_follow_up_changes" if changed else "utter_follow_up_no_changes",
            meta=meta("scan_result", [judged.scheme.id for judged in result.schemes]),
            day=dutch_date(since.day),
            changes="\n".join(changed),
            steps="\n".join([words.steps_then, *steps] if steps else []),
        )

    def _tell_standings(
        self,
        dispatcher: CollectingDispatcher,
        result: ScanResult,
        walk: Walk,
        facts: Facts,
        today: date,
    ) -> None:
        levels = result.scan.levels
        lines = [
            f"- {one.theme.name}: {levels[one.level].name}"
            for one in result.standings
            if one.level is not None
        ]
        dispatcher.utter_message(
            response="utter_scan_standings" if lines else "utter_scan_nothing_answered",
            meta=meta("scan_result", [judged.scheme.id for judged in result.schemes]),
            standings="\n".join(lines),
            code=walk.code,
        )
        if lines:
            bring(dispatcher, files=self._files(result, walk, facts, today))

    def _files(self, result: ScanResult, walk: Walk, facts: Facts, today: date) -> list[NewFile]:
        report = self._report_of(result, walk, facts, today)
        picture = radar_png(result, report.since)
        return [
            NewFile(radar_text(result, report.since), "image/png", picture),
            self._pdf(result, report),
        ]

    def report(self, walk: Walk, facts: Facts, today: date) -> NewFile:
        """Return the report, as it is shown with the outcome."""
        result = self.result(walk, facts, today)
        return self._pdf(result, self._report_of(result, walk, facts, today))

    def _pdf(self, result: ScanResult, report: ReportInput) -> NewFile:
        title = self._content.words.scan.report
        return NewFile(title, "application/pdf", report_pdf(result, report))

    def _report_of(self, result: ScanResult, walk: Walk, facts: Facts, today: date) -> ReportInput:
        content = self._content
        return ReportInput(
            facts=facts,
            known=content.facts,
            own_words=walk.own_words,
            organisation=content.organisation,
            day=today,
            since=since_last_time(walk, result.scan),
        )

    def _tell_points(
        self, dispatcher: CollectingDispatcher, result: ScanResult, ids: list[str]
    ) -> None:
        points = "\n\n".join(
            self._point(number, point) for number, point in enumerate(result.points, start=1)
        )
        dispatcher.utter_message(
            response="utter_scan_points", meta=meta("scan_result", ids), points=points
        )

    def _point(self, number: int, point: Point) -> str:
        theme, why = point.standing.theme, point.standing.why
        words = self._content.words.scan
        lines = [
            f"{number}. {theme.name}. {why or ''}".strip(),
            *(f"- {action}" for action in point.actions),
            f"{words.who_helps} {' of '.join(map(str, point.partners))}.",
        ]
        return "\n".join(lines)

    def _tell_next_step(
        self, dispatcher: CollectingDispatcher, result: ScanResult, ids: list[str]
    ) -> None:
        words = self._content.words
        lines = [self._scheme(judged) for judged in result.schemes]
        schemes = [words.named(judged.scheme) for judged in result.schemes[:_MOST_SCHEME_BUTTONS]]
        follow_up = self._content.follow_up
        invitation = follow_up.wish_for(follow_up.invitation)
        by_mail = [self._content.report_mail.wish()] if self._may_mail else []
        steps = [words.person(), *by_mail, *self._questions(result), invitation]
        dispatcher.utter_message(
            response="utter_scan_next_step" if lines else "utter_scan_next_step_only",
            meta=meta("scan_result", ids),
            buttons=buttons([*schemes, *steps, words.matches()]),
            schemes="\n".join(lines),
        )

    def _scheme(self, judged: Verdict) -> str:
        words = self._content.words.scan
        fits = words.likely if judged.outcome is Outcome.LIKELY else words.possible
        return f"- {judged.scheme.short_name} ({fits}): {judged.scheme.summary}"

    def _questions(self, result: ScanResult) -> list[Offer]:
        """Offer what else can be the next step: a student, a fellow entrepreneur, the theme."""
        words, faq = self._content.words.scan, self._content.faq
        themes = (point.standing.theme.faq for point in result.points)
        ids = dict.fromkeys([*words.next_steps, *(id for id in themes if id)])
        offers = [self._content.words.faq(faq[id]) for id in ids if id in faq]
        return offers[:_MOST_QUESTIONS]
