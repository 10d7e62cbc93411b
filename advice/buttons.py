"""The words on buttons, and what each button offers."""

from typing import Annotated

from msgspec import Meta, Struct, structs

from advice.eligibility.fact import DOES_NOT_KNOW
from advice.eligibility.verdict import Outcome
from advice.faq.question import Question
from advice.schemes.scheme import Aspect, Scheme
from advice.values import FaqId, Offer, SchemeId, Text

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
    rename={
        "person": "mens",
        "something_else": "iets_anders",
        "rather": "ik_bedoel",
        "help": "hulp",
        "more": "meer",
        "check": "toets",
        "matches": "wat_past",
        "more_matches": "wat_past_nog_meer",
        "does_not_know": "weet_niet",
        "outcome_now": "uitkomst_nu",
    },
):
    """Words that are the same everywhere."""

    person: Title
    something_else: Title
    rather: Title
    help: Title
    more: Title
    check: Title
    matches: Title
    more_matches: Title
    does_not_know: Title
    outcome_now: Title


class CheckWords(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "met": "klopt",
        "not_met": "klopt_niet",
        "open": "onbekend",
        "check_yourself": "zelf_nagaan",
        "fits_because": "past_omdat",
        "outcomes": "uitkomsten",
    },
):
    """The words around an eligibility check; `outcomes` is how one reads in short."""

    met: Text
    not_met: Text
    open: Text
    check_yourself: Text
    fits_because: Text
    outcomes: dict[Outcome, Text]


class ScanWords(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "begin": "begin",
        "yes": "ja",
        "no": "nee",
        "back": "terug",
        "skip": "overslaan",
        "pause": "pauze",
        "change": "wijzig",
        "nothing": "niets",
        "on": "verder",
        "anew": "opnieuw",
        "report": "rapport",
        "who_helps": "wie_helpt",
        "likely": "past_waarschijnlijk",
        "possible": "past_misschien",
        "next_steps": "vervolg",
    },
):
    """The words around the questions and the outcome of the scan; `next_steps` are ids of `faq`."""

    begin: Title
    yes: Title
    no: Title
    back: Title
    skip: Title
    pause: Title
    change: Title
    nothing: Title
    on: Title
    anew: Title
    report: Title
    who_helps: Text
    likely: Text
    possible: Text
    next_steps: tuple[FaqId, ...]


class ButtonWords(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "aspects": "aspecten",
        "questions": "vragen",
        "fixed": "vast",
        "checks": "toets",
        "scan": "scan",
        "first_schemes": "regelingen_eerst",
    },
):
    """What `data/knoppen.yml` says."""

    aspects: dict[Aspect, Title]
    questions: dict[str, QuestionName]
    fixed: FixedWords
    checks: CheckWords
    scan: ScanWords
    first_schemes: tuple[SchemeId, ...]

    def person(self) -> Offer:
        return Offer(self.fixed.person, "ask_human")

    def help(self) -> Offer:
        return Offer(self.fixed.help, "ask_help")

    def something_else(self) -> Offer:
        return Offer(self.fixed.something_else, "deny")

    def scan_begin(self) -> Offer:
        return Offer(self.scan.begin, "start_scan")

    def scan_on(self) -> Offer:
        return Offer(self.scan.on, "start_scan")

    def faq(self, question: Question) -> Offer:
        """Offer a question of the Q&A by its short name."""
        return Offer(question.name, ABOUT_FAQ + question.id)

    def rather(self, offer: Offer) -> Offer:
        """Offer the same as what was meant instead of what was answered."""
        return structs.replace(offer, title=f"{self.fixed.rather} {offer.title}")

    def more(self) -> Offer:
        return Offer(self.fixed.more, "more")

    def matches(self) -> Offer:
        return Offer(self.fixed.matches, "find_matches")

    def more_matches(self) -> Offer:
        return Offer(self.fixed.more_matches, "find_matches")

    def check(self, scheme: Scheme) -> Offer:
        """Offer to check whether a scheme fits."""
        return Offer(self.fixed.check, "check_scheme", scheme.id)

    def outcome_now(self) -> Offer:
        return Offer(self.fixed.outcome_now, "stop")

    def answer(self, title: str, fact: str, value: str) -> Offer:
        """Offer an answer to the question about a fact."""
        return Offer(title, "inform", fact=f"{fact}={value}")

    def does_not_know(self, fact: str) -> Offer:
        return self.answer(self.fixed.does_not_know, fact, DOES_NOT_KNOW)

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
