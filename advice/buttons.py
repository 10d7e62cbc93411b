"""The words on buttons, and what each button offers."""

from typing import Annotated

from msgspec import Meta, Struct

from advice.schemes.scheme import Aspect, Scheme
from advice.values import Offer, SchemeId

ABOUT_SCHEMES = "regeling_"
ABOUT_FAQ = "faq_"
"""How the names of intents begin that ask about a scheme, or ask a question of the Q&A."""

type Title = Annotated[str, Meta(min_length=1, max_length=60)]


class QuestionName(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"with_scheme": "met_naam", "without_scheme": "zonder_naam"},
):
    """How "bedoelt u…" names a question; `{naam}` becomes the short name of the scheme."""

    without_scheme: Title
    with_scheme: Title | None = None


class FixedWords(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"person": "mens", "something_else": "iets_anders", "help": "hulp"},
):
    """Words that are the same everywhere."""

    person: Title
    something_else: Title
    help: Title


class ButtonWords(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "aspects": "aspecten",
        "questions": "vragen",
        "fixed": "vast",
        "first_schemes": "regelingen_eerst",
    },
):
    """What `data/knoppen.yml` says."""

    aspects: dict[Aspect, Title]
    questions: dict[str, QuestionName]
    fixed: FixedWords
    first_schemes: tuple[SchemeId, ...]

    def person(self) -> Offer:
        return Offer(self.fixed.person, "ask_human")

    def help(self) -> Offer:
        return Offer(self.fixed.help, "ask_help")

    def something_else(self) -> Offer:
        return Offer(self.fixed.something_else, "deny")

    def about(self, scheme: Scheme, aspect: Aspect) -> Offer:
        """Offer one aspect of a scheme that is being talked about."""
        return Offer(self.aspects[aspect], ABOUT_SCHEMES + aspect, scheme.id)

    def named(self, scheme: Scheme, aspect: Aspect = Aspect.WHAT) -> Offer:
        """Offer a scheme by its short name."""
        return Offer(scheme.short_name, ABOUT_SCHEMES + aspect, scheme.id)

    def question(self, intent: str, scheme: Scheme | None = None) -> Offer | None:
        """Offer what `intent` asks, about `scheme` if it can be; None when it has no name."""
        name = self.questions.get(intent)
        if name is None:
            return None
        if scheme is None or name.with_scheme is None:
            return Offer(name.without_scheme, intent)
        return Offer(name.with_scheme.replace("{naam}", scheme.short_name), intent, scheme.id)
