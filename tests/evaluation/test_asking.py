"""When the bot asks back, its buttons are tried, each in a conversation like the first."""

import json
from typing import Any

import httpx

from evaluation.product import Press, Talk, ask_all, offered
from evaluation.scoring import Outcome
from evaluation.test_set import Accepted, Case, Turn

_WAYS_OUT = ("/ask_human", "/deny", "/ask_help")


def _said(seq: int, kind: str, ids: tuple[str, ...] = (), buttons: tuple[str, ...] = ()) -> Any:
    return {
        "seq": seq,
        "author": "bot",
        "text": kind,
        "buttons": [{"title": payload, "payload": payload} for payload in buttons],
        "meta": {"kind": kind, "ids": list(ids), "aspect": None},
    }


class Site:
    """A bot that asks back at every sentence, and at a button answers about what it names."""

    def __init__(self) -> None:
        self.heard: list[list[str]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path.endswith("/conversations"):
            self.heard.append([])
            return httpx.Response(201, json={"id": len(self.heard) - 1, "token": "t"})
        here = self.heard[int(path.split("/")[-2])]
        if request.method == "POST":
            said = json.loads(request.content)
            here.append(said.get("payload") or said["text"])
            return httpx.Response(202, json={"seq": 2 * len(here)})
        return httpx.Response(
            200, json={"messages": [self._answer(here)], "stage": "bot", "pending": 0}
        )

    @staticmethod
    def _answer(heard: list[str]) -> Any:
        place = 2 * len(heard) + 1
        if heard[-1] == "/deny":
            return _said(place, "out_of_scope")
        if heard[-1].startswith("/"):
            return _said(place, "faq", (heard[-1].removeprefix("/faq_"),))
        return _said(place, "clarification", buttons=("/faq_schulden", "/faq_lening", *_WAYS_OUT))

    def client(self, _: str = "") -> httpx.Client:
        """Return a client of this site."""
        return httpx.Client(transport=httpx.MockTransport(self), base_url="http://site")


def _turn(text: str, accepted: str) -> Turn:
    return Turn(text, (Accepted.read(accepted),))


def test_each_button_is_tried_until_one_is_right(monkeypatch: Any) -> None:
    site = Site()
    monkeypatch.setattr("evaluation.product.connect", site.client)

    (scored,) = ask_all("", [Case("vragen", (_turn("geld nodig", "faq/lening"),))], "Ik bedoel:")

    assert (scored.outcome, scored.after) == (Outcome.ASKED_BACK, True)
    assert site.heard == [
        ["geld nodig"],
        ["geld nodig", "/faq_schulden"],
        ["geld nodig", "/faq_lening"],
    ]


def test_a_way_out_is_not_a_right_answer(monkeypatch: Any) -> None:
    site = Site()
    monkeypatch.setattr("evaluation.product.connect", site.client)

    (scored,) = ask_all("", [Case("vragen", (_turn("help mij", "faq/starten"),))], "Ik bedoel:")

    assert not scored.after
    assert not any(said in _WAYS_OUT for heard in site.heard for said in heard)


def test_none_of_these_is_the_right_button_for_what_is_not_ours(monkeypatch: Any) -> None:
    site = Site()
    monkeypatch.setattr("evaluation.product.connect", site.client)

    (scored,) = ask_all(
        "", [Case("buiten", (_turn("wie won er gisteren", "out_of_scope"),))], "Ik bedoel:"
    )

    assert scored.after
    assert site.heard[-1] == ["wie won er gisteren", "/deny"]


def test_a_conversation_goes_on_from_the_button_that_was_right(monkeypatch: Any) -> None:
    site = Site()
    monkeypatch.setattr("evaluation.product.connect", site.client)
    case = Case("stromen", (_turn("geld nodig", "faq/schulden"), _turn("en nu", "faq/lening")))

    ask_all("", [case], "Ik bedoel:")

    assert site.heard[-1] == ["geld nodig", "/faq_schulden", "en nu", "/faq_lening"]


def test_a_button_is_tried_once_and_in_order() -> None:
    answers = [_said(2, "clarification", buttons=("/a", '/b{"regeling": "kia"}', "/a", "/deny"))]

    assert list(offered(answers)) == [Press("/a"), Press('/b{"regeling": "kia"}')]


def test_a_conversation_can_be_held_again() -> None:
    site = Site()
    talk = Talk(site.client())
    talk.say("hallo")
    talk.say(Press("/faq_lening"))

    talk.again()

    assert site.heard == [["hallo", "/faq_lening"]] * 2
