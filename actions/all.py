"""All custom actions, put together."""

from rasa_sdk import Action

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
from advice.content import Content
from advice.eligibility.reading import FactReader
from advice.search.index import SchemeSearch
from conversations.handoffs import LookAtDesk
from conversations.scans import FindScan
from kit.clock import Clock


def all_actions(
    content: Content,
    clock: Clock,
    find_scan: FindScan,
    look_at_desk: LookAtDesk,
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
    person = AskPerson(
        content,
        HandoffAnswers(content, clock, reader),
        HandoffEnd(content, clock, look_at_desk, outcome, search),
    )
    check = OpenCheck(content, clock, talk, reader)
    pool = PoolTalk(content, clock, PoolAnswers(content, clock, reader, search))
    talks = (check, scan, by_mail, person, RemarkTalk(reader), pool)
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
        WithdrawConsent(content, scan, clock),
        MailReport(content, by_mail),
        RemindMe(content, clock, scan),
        StopReminders(content, clock, scan),
        Decline(content),
        AskHuman(content, person),
        StopWaiting(content),
        Rate(content),
        JoinPool(content, pool),
        PausePool(content),
        Danger(content),
        Overloaded(content, person),
        KeepingQuestion(languages, content),
    )
