"""The terminal's side of the public API, against a server that is a function."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from apps.api import ApiFailed, Conversation
from apps.commands import ask as ask_command
from apps.commands import chat as chat_command
from apps.commands.show import show

Answer = Callable[[httpx.Request], httpx.Response]

OPENED = {"id": "c1", "token": "t1"}
BUTTON = {"title": "Hoeveel is het?", "payload": '/regeling_hoeveel{"regeling": "wbso"}'}


def message(seq: int, author: str, text: str, **more: Any) -> dict[str, Any]:
    return {"seq": seq, "author": author, "text": text, "buttons": [], "attachments": [], **more}


def client(answer: Answer) -> httpx.Client:
    return httpx.Client(base_url="http://site/api/v1", transport=httpx.MockTransport(answer))


class Site:
    """A site that greets, and answers each message on the second look."""

    def __init__(self) -> None:
        self.messages = [message(1, "bot", "Welkom")]
        self.received: list[dict[str, Any]] = []
        self._to_come: list[dict[str, Any]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/v1/conversations":
            return httpx.Response(201, json=OPENED)
        assert request.headers["Authorization"] == "Bearer t1"
        if request.method == "POST":
            return self._receive(json.loads(request.content))
        return self._show(int(request.url.params["after"]))

    def _receive(self, said: dict[str, Any]) -> httpx.Response:
        self.received.append(said)
        seq = len(self.messages) + 1
        self.messages.append(message(seq, "entrepreneur", said.get("text", "")))
        self._to_come.append(message(seq + 1, "bot", "De WBSO is …", buttons=[BUTTON]))
        return httpx.Response(202, json={"seq": seq})

    def _show(self, after: int) -> httpx.Response:
        new = [known for known in self.messages if known["seq"] > after]
        pending = len(self._to_come)
        self.messages += self._to_come
        self._to_come.clear()
        return httpx.Response(200, json={"messages": new, "stage": "bot", "pending": pending})


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Site:
    site = Site()
    for command in (ask_command, chat_command):
        monkeypatch.setattr(command, "connect", lambda _: client(site))
    return site


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def types(*lines: str) -> None:
        left: Iterator[str] = iter(lines)

        def read(_prompt: str) -> str:
            try:
                return next(left)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", read)

    return types


def test_asking_prints_the_answers_and_not_the_greeting(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    ask_command.ask("Wat is de WBSO?", as_json=True)

    answers = json.loads(capsys.readouterr().out)
    assert [answer["text"] for answer in answers] == ["De WBSO is …"]


def test_in_a_chat_a_number_stands_for_a_button(
    site: Site, typed: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    typed("Wat is de WBSO?", "1", "7")

    chat_command.chat()

    said = [received.get("payload") or received["text"] for received in site.received]
    assert said == ["Wat is de WBSO?", BUTTON["payload"], "7"]
    assert "[1] Hoeveel is het?" in capsys.readouterr().out


def test_an_empty_line_says_nothing(site: Site, typed: Callable[..., None]) -> None:
    typed("", "  ")

    chat_command.chat()

    assert site.received == []


def test_a_refusal_is_told_in_the_words_of_the_api(site: Site) -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        problem = {"title": "Unprocessable", "detail": "a text has 2000 characters at most"}
        header = {"content-type": "application/problem+json"}
        return httpx.Response(422, text=json.dumps(problem), headers=header)

    with pytest.raises(ApiFailed, match="a text has 2000 characters at most"):
        Conversation.begin(client(refuse))


def test_nobody_there_is_told_with_what_to_do() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    with pytest.raises(ApiFailed, match="make start"):
        Conversation.begin(client(refuse))


def test_an_answer_that_never_comes_is_not_waited_for_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("apps.api._ANSWER_SECONDS", 0.1)

    def never(request: httpx.Request) -> httpx.Response:
        news = {"messages": [], "stage": "bot", "pending": 1}
        return httpx.Response(200, json=OPENED | news)

    with pytest.raises(ApiFailed, match="schakel doctor"):
        Conversation.begin(client(never)).answers()


def test_a_message_cannot_command_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    show(message(1, "bot", "rood \x1b[31m\x07en\nverder"))

    assert capsys.readouterr().out == "\nSchakel: rood [31men\nverder\n"
