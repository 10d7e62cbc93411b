"""What a message may also have meant, though nothing that it says was recognised as that."""

from actions.turn import Turn
from advice.buttons import ABOUT_FAQ
from advice.content import Content
from advice.search.possible_names import possible_names
from advice.values import Offer


class AlsoMeant:
    """Looks at single words, and at what was talked about before."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def named(self, turn: Turn) -> tuple[Offer, ...]:
        """Offer the schemes that a word names which most often means something else."""
        schemes = possible_names(turn.text, self._content.schemes)
        return tuple(self._content.words.named(one, turn.guessed_aspect) for one in schemes)

    def before(self, turn: Turn) -> tuple[Offer, ...]:
        """Offer what was answered last: many a question leans on it."""
        question = (turn.intent_before or "").removeprefix(ABOUT_FAQ)
        if turn.followed("action_answer_faq") and question in self._content.faq:
            return (Offer(self._content.faq[question].name, ABOUT_FAQ + question),)
        if turn.scheme is None or not turn.followed("action_answer_scheme"):
            return ()
        fits = self._content.words.question("check_scheme", turn.scheme)
        return (fits,) if fits else ()
