"""All custom actions, put together."""

from rasa_sdk import Action

from actions.checking import CheckTalk
from actions.clarify import Clarify, Decline
from actions.eligibility import AskAgain, CheckScheme, EndCheck, FindMatches, TakeAnswer, TakeFacts
from actions.faq import AnswerFaq
from actions.finding import FindScheme, ShowMore
from actions.language import OtherLanguage
from actions.outside import OutOfScope
from actions.person import AskHuman
from actions.schemes import AnswerScheme, CorrectTopic
from actions.second_guess import WithSecondGuess
from actions.sensitive import Danger, Overloaded
from advice.content import Content
from advice.eligibility.reading import FactReader
from advice.search.index import SchemeSearch
from kit.clock import Clock


def all_actions(content: Content, clock: Clock) -> tuple[Action, ...]:
    """Return every action that `domain.yml` names."""
    talk = CheckTalk(content)
    reader = FactReader(content.facts)
    search = SchemeSearch(content.schemes, content.synonyms)
    answers = AnswerScheme(content, clock, search)
    finder = FindScheme(content, clock, search, reader, answers)
    languages = OtherLanguage(content)
    outside = OutOfScope(content, languages)
    checks = (TakeAnswer, AskAgain, EndCheck)
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
        *(check(content, clock, talk, reader) for check in checks),
        TakeFacts(content, clock, talk, reader, finder),
        Decline(content),
        AskHuman(content.organisation),
        Danger(content),
        Overloaded(content),
        languages,
    )
