"""The words around a handoff to a person: `data/overdracht.yml`."""

import re
from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from advice.buttons import Title
from advice.dates import dutch_day, dutch_time
from advice.search.words import stopwords
from advice.values import Offer, Text
from advice.wish import Ask
from kit.clock import AMSTERDAM

YES, NO, SKIP = "ja", "nee", "overslaan"
"""What a button under one of the questions sends."""
REMARK = "mens:opmerking"
"""The key of the question whether there is more to say about how one was helped."""
SCORE = "cijfer"
"""What a button sends before the number with which someone says how he was helped."""

type Word = Annotated[str, Meta(min_length=1, pattern=r"^\S+$")]

# A message with so many telling words, or so many words, is more than a wish.
_TELLING, _LONG = 2, 12


class HandoffButtons(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "yes": "ja",
        "no": "nee",
        "after_all": "toch",
        "skip": "overslaan",
        "skip_and_stay": "overslaan_en_blijven",
        "no_call_back": "niet_terugbellen",
        "nothing_more": "niets_meer",
    },
):
    """What stands on the buttons."""

    yes: Title
    no: Title
    after_all: Title
    skip: Title
    skip_and_stay: Title
    no_call_back: Title
    nothing_more: Title


class PromiseWords(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "calls": "belt",
        "mails": "mailt",
        "today": "vandaag",
        "other_day": "andere_dag",
    },
):
    """How it reads that someone calls back; `{dag}` and `{tijd}` are filled in."""

    calls: Text
    mails: Text
    today: Text
    other_day: Text


class HandoffWords(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "version": "versie",
        "consent": "toestemming",
        "call_back_minutes": "terugbellen_binnen_minuten",
        "buttons": "knoppen",
        "promise": "belofte",
        "scores": "cijfers",
        "wish_words": "woorden_van_de_wens",
        "about": "woorden_voor_een_onderwerp",
        "around_names": "woorden_om_een_naam",
    },
):
    """What `data/overdracht.yml` says; another question gets another version."""

    version: Annotated[int, Meta(ge=1)]
    consent: Text
    call_back_minutes: Annotated[int, Meta(ge=5, le=2400)]
    buttons: HandoffButtons
    promise: PromiseWords
    scan: Text
    """Why one would do the scan while nobody is there."""
    scores: tuple[Title, Title, Title, Title, Title]
    """From bad to good."""
    about: frozenset[Word]
    wish_words: frozenset[Word]
    around_names: frozenset[Word]

    def yes(self) -> Offer:
        """Allow it; as a wish of its own, so that it also counts when pressed later."""
        return Offer(self.buttons.yes, "ask_human", fact=f"{Ask.CONSENT.key}={YES}")

    def after_all(self) -> Offer:
        """Allow it after a no."""
        return Offer(self.buttons.after_all, "ask_human", fact=f"{Ask.CONSENT.key}={YES}")

    def no(self) -> Offer:
        return Offer(self.buttons.no, "inform", fact=f"{Ask.CONSENT.key}={NO}")

    def skip(self, ask: Ask, *, stays: bool = False) -> Offer:
        """Leave a question open; who `stays` waits here for the answer."""
        title = self.buttons.skip_and_stay if stays else self.buttons.skip
        return Offer(title, "inform", fact=f"{ask.key}={SKIP}")

    def no_call_back(self) -> Offer:
        return Offer(self.buttons.no_call_back, "stop_waiting")

    def nothing_more(self) -> Offer:
        return Offer(self.buttons.nothing_more, "inform", fact=f"{REMARK}={NO}")

    def ratings(self) -> tuple[Offer, ...]:
        """Offer the numbers with which someone says how he was helped."""
        return tuple(
            Offer(title, "rate", fact=f"{SCORE}={score}")
            for score, title in enumerate(self.scores, start=1)
        )

    def tells_more(self, wish: str) -> bool:
        """Tell whether a wish for a person also says what about."""
        words = re.findall(r"[\w']+", wish.casefold())
        at = next((place for place, word in enumerate(words) if word in self.about), len(words))
        telling = [w not in self.wish_words and w not in stopwords() for w in words]
        return any(telling[at:]) or (len(words) >= _LONG and sum(telling) >= _TELLING)

    def promised(self, at: datetime, now: datetime) -> str:
        """Say before which moment someone calls: `maandag 30 november, voor 10.00 uur`."""
        day, today = (moment.astimezone(AMSTERDAM).date() for moment in (at, now))
        words = self.promise.today if day == today else self.promise.other_day
        return words.replace("{dag}", dutch_day(day)).replace("{tijd}", dutch_time(at))

    def way_back(self, contact: str) -> str:
        """Say whether an advisor calls or mails this telephone number or address."""
        return self.promise.mails if "@" in contact else self.promise.calls
