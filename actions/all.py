"""All custom actions, put together."""

from rasa_sdk import Action

from actions.appointments import BookAppointment, MoveAppointment, ShowAppointment
from actions.booking import BookingTalk
from actions.booking_ahead import Ahead
from actions.booking_cancel import CancelAppointment, CancelTalk
from actions.booking_end import BookingEnd
from actions.booking_reading import BookingReading
from actions.booking_telling import TellAppointment
from actions.checking import CheckTalk
from actions.clarify import Clarify, Decline
from actions.eligibility import CheckScheme, EndCheck, FindMatches, OpenCheck, TakeFacts
from actions.faq import AnswerFaq
from actions.finding import FindScheme, ShowMore
from actions.handoff import AskPerson
from actions.handoff_answers import HandoffAnswers
from actions.handoff_end import HandoffEnd
from actions.language import OtherLanguage
from actions.open_question import AskAgain, TakeAnswer
from actions.outside import OutOfScope
from actions.own_question import KeepingQuestion
from actions.person import AskHuman, StopWaiting
from actions.pool import JoinPool, PausePool, PoolTalk
from actions.pool_answers import PoolAnswers
from actions.rating import Rate, RemarkTalk
from actions.reminders import RemindMe, StopReminders
from actions.report_mail import MailReport, ReportByMail
from actions.scan import FollowUpScan, ResumeWithCode, StartScan, WithdrawConsent
from actions.scan_result import ScanOutcome
from actions.scan_talk import ScanTalk
from actions.schemes import AnswerScheme, CorrectTopic
from actions.second_guess import WithSecondGuess
from actions.sensitive import Danger, Overloaded
from actions.subject import FindSubject
from advice.content import Content
from advice.eligibility.reading import FactReader
from advice.search.index import SchemeSearch
from conversations.appointments import Agenda
from conversations.handoffs import LookAtDesk
from conversations.scans import FindScan
from kit.clock import Clock


def all_actions(
    content: Content,
    clock: Clock,
    find_scan: FindScan,
    look_at_desk: LookAtDesk,
    agenda: Agenda,
    *,
    may_mail: bool,
) -> tuple[Action, ...]:
    """Return every action that `domain.yml` names."""
    talk = CheckTalk(content)
    reader = FactReader(content.facts)
    search = SchemeSearch(content.schemes, content.synonyms)
    answers = AnswerScheme(content, clock, search)
    finder = FindScheme(content, clock, search, reader, answers)
    languages = OtherLanguage(content)
    outside = OutOfScope(content, languages)
    outcome = ScanOutcome(content, may_mail=may_mail)
    scan = ScanTalk(content, clock, reader, outcome)
    by_mail = ReportByMail(content, clock, reader, scan, may_mail=may_mail)
    find_subject = FindSubject(content, clock, outcome, search)
    person = AskPerson(
        content,
        HandoffAnswers(content, clock, reader),
        HandoffEnd(content, clock, look_at_desk, find_subject),
    )
    check = OpenCheck(content, clock, talk, reader)
    pool = PoolTalk(content, clock, PoolAnswers(content, clock, reader, search))
    tell = TellAppointment(content, agenda)
    ahead = Ahead(content, clock, agenda, tell)
    booking = BookingTalk(
        content,
        agenda,
        BookingReading(content, clock, reader, find_subject),
        BookingEnd(content, ahead, tell),
    )
    cancelling = CancelTalk(content, reader, ahead, tell)
    talks = (check, scan, by_mail, person, RemarkTalk(reader), pool, booking, cancelling)
    guessed = (
        answers,
        AnswerFaq(content, finder),
        finder,
        CheckScheme(content, clock, talk, reader, finder, answers),
        FindMatches(content, clock, talk, reader, finder),
        Clarify(content, finder, answers, outside),
        outside,
    )
    return (
        *(KeepingQuestion(WithSecondGuess(action, content, finder), content) for action in guessed),
        KeepingQuestion(TakeFacts(content, clock, talk, reader, finder), content),
        CorrectTopic(content, answers),
        ShowMore(content),
        TakeAnswer(content, talks),
        AskAgain(content, talks),
        EndCheck(content, clock, talk, reader),
        StartScan(content, scan),
        FollowUpScan(content, scan),
        ResumeWithCode(content, scan, find_scan),
        WithdrawConsent(content, scan, clock, ahead, cancelling),
        MailReport(content, by_mail),
        RemindMe(content, clock, scan),
        StopReminders(content, clock, scan),
        Decline(content),
        AskHuman(content, person),
        StopWaiting(content),
        Rate(content),
        JoinPool(content, pool),
        PausePool(content),
        BookAppointment(content, booking, ahead),
        MoveAppointment(content, booking, ahead),
        CancelAppointment(content, cancelling),
        ShowAppointment(content, ahead),
        Danger(content),
        Overloaded(content, person),
        KeepingQuestion(languages, content),
    )
