"""What somebody of the team wants done with a sentence that the bot did not answer."""

from datetime import date

from msgspec import Struct


class NewSentence(Struct, frozen=True, tag_field="kind", tag="sentence"):
    """Let the bot learn that the sentence belongs to an intent."""

    sentence: str
    intent: str


class NewQuestion(Struct, frozen=True, tag_field="kind", tag="new_question"):
    """Let the bot answer the sentence, and others like it, with a new question of the Q&A."""

    sentence: str
    name: str
    answer: str
    source: str
    url: str
    checked_on: date


class Hidden(Struct, frozen=True, tag_field="kind", tag="hidden"):
    """Do nothing with the sentence, and show it never again."""

    sentence: str


type Wish = NewSentence | NewQuestion
"""What changes the files."""
