"""All custom actions, put together."""

from rasa_sdk import Action

from actions.clarify import Clarify
from actions.faq import AnswerFaq
from actions.language import OtherLanguage
from actions.person import AskHuman
from actions.schemes import AnswerScheme
from advice.content import Content
from kit.clock import Clock


def all_actions(content: Content, clock: Clock) -> tuple[Action, ...]:
    """Return every action that `domain.yml` names."""
    return (
        AnswerScheme(content, clock),
        AnswerFaq(content),
        Clarify(content),
        AskHuman(content.organisation),
        OtherLanguage(content),
    )
