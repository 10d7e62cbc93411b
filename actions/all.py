"""All custom actions, put together."""

from rasa_sdk import Action

from actions.checking import CheckTalk
from actions.clarify import Clarify, Decline
from actions.eligibility import CheckScheme, EndCheck, FindMatches, OpenCheck, TakeFacts
from actions.faq import AnswerFaq
from actions.finding import FindScheme, ShowMore
from actions.language import OtherLanguage
from actions.open_question import AskAgain, TakeAnswer
from actions.outside import OutOfScope
from actions.person import AskHuman
from actions.reminders import RemindMe, StopReminders
from actions.scan import FollowUpScan, ResumeWithCode, StartScan, WithdrawConsent
from actions.scan_result import ScanOutcome
from actions.scan_talk import ScanTalk
from actions.schemes import AnswerScheme, CorrectTopic
from actions.second_guess import WithSecondGuess
from actions.sensitive import Danger, Overloaded
from advice.content import Content
from advice.eligibility.reading import FactReader
from advice.search.index import SchemeSearch
from conversations.scans import FindScan
from kit.clock import Clock


def all_actions(content: Content, clock: Clock, find_scan: FindScan) -> tuple[Action, ...]:
    """Return every action that `domain.yml` names."""
    talk = CheckTalk(content)
    reader = FactReader(content.facts)
    search = SchemeSearch(content.schemes, content.synonyms)
    answers = AnswerScheme(content, clock, search)
    finder = FindScheme(content, clock, search, reader, answers)
    languages = OtherLanguage(content)
    outside = OutOfScope(content, languages)
    scan = ScanTalk(content, clock, reader, ScanOutcome(content))
    talks = (OpenCheck(content, clock, talk, reader), scan)
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
        *(WithSecondGuess(action, content, finder) for action in guessed),
        CorrectTopic(content, answers),
        ShowMore(content),
        TakeAnswer(content, talks),
        AskAgain(content, talks),
        EndCheck(content, clock, talk, reader),
        StartScan(content, scan),
        FollowUpScan(content, scan),
        ResumeWithCode(content, scan, find_scan),
        WithdrawConsent(content, scan, clock),
        RemindMe(content, clock),
        StopReminders(content, clock),
        TakeFacts(content, clock, talk, reader, finder),
        Decline(content),
        AskHuman(content.organisation),
        Danger(content),
        Overloaded(content),
        languages,
    )
