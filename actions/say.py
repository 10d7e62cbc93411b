"""Our values as Rasa wants them: buttons with payloads, meta, and ways to reach a person."""

from collections.abc import Iterable
from typing import Any

import msgspec
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from advice.buttons import ABOUT_FAQ
from advice.eligibility.check import stored
from advice.eligibility.fact import Facts
from advice.organisation import Organisation
from advice.values import Offer

type Events = list[dict[str, Any]]
"""What an action returns: the slots that change."""


def buttons(offers: Iterable[Offer]) -> list[dict[str, str]]:
    """Return Rasa's buttons; a payload names the intent and the scheme it is about."""
    return [{"title": offer.title, "payload": offer.payload} for offer in offers]


def meta(
    kind: str,
    ids: Iterable[str] = (),
    aspect: str | None = None,
    *,
    reasons: Iterable[str] = (),
    verdict: str = "",
    expects_number: bool = False,
) -> dict[str, object]:
    """Return how an answer says what it is; `reasons` has one for each of `ids`, if any."""
    told = {"reasons": list(reasons), "verdict": verdict, "expects_number": expects_number}
    return {
        "kind": kind,
        "ids": list(ids),
        "aspect": aspect,
        **{name: value for name, value in told.items() if value},
    }


def offered_ids(offers: Iterable[Offer]) -> list[str]:
    """Return the schemes and questions among `offers`, each once."""
    return list(dict.fromkeys(id for offer in offers if (id := _id(offer))))


def reach(organisation: Organisation) -> dict[str, str]:
    """Return the values of every response that points the way to a person."""
    return {
        "organisation": organisation.name,
        "phone": organisation.phone,
        "email": organisation.email,
        "hours": organisation.hours.sentence,
    }


def remember(facts: Facts) -> list[dict[str, Any]]:
    """Return the event that keeps `facts` for later messages."""
    return [SlotSet("facts", stored(facts) or None)]


def bring(dispatcher: CollectingDispatcher, **brought: object) -> None:
    """Let the last message bring something along that is kept when it is (`Reply`)."""
    dispatcher.messages[-1].update(msgspec.to_builtins(brought))


def _id(offer: Offer) -> str | None:
    if offer.intent.startswith(ABOUT_FAQ):
        return offer.intent.removeprefix(ABOUT_FAQ)
    return offer.scheme
