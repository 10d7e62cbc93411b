"""A tiny action server for the tests: one function per action, in the words of Rasa's webhook."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SECRET = "only the engine may call"

SLOW_SECONDS = 1.5

Call = dict[str, Any]
Reply = dict[str, Any]


def answer(call: Call) -> Reply:
    """Say which scheme and which aspect were asked for, with the action's own meta."""
    scheme = call["tracker"]["slots"]["regeling"]
    intent = call["tracker"]["latest_message"]["intent"]["name"]
    meta = {"ids": [scheme], "aspect": intent.removeprefix("regeling_")}
    return _saying("utter_answer", answer=f"{intent} over {scheme}", meta=meta)


def clarify(call: Call) -> Reply:
    """Say how often in a row this was not understood: the actions' view of the last turns."""
    said = [e["parse_data"] for e in call["tracker"]["events"] if e["event"] == "user"]
    understood = [turn["intent"]["name"] != "nlu_fallback" for turn in reversed(said)]
    misses = understood.index(True) if True in understood else len(understood)
    return _saying("utter_clarify", misses=misses)


def wait(_: Call) -> Reply:
    """Take longer than a person likes."""
    time.sleep(SLOW_SECONDS)
    return _saying("utter_answer", answer="eindelijk")


def fail(_: Call) -> Reply:
    """Break down in the middle."""
    raise RuntimeError("geheim van de ondernemer")


def nothing(_: Call) -> Reply:
    """Be done without a word."""
    return {"events": [], "responses": []}


def nonsense(_: Call) -> Reply:
    """Answer with something that is not an answer."""
    return {"events": [{"event": "no such event"}], "responses": "none"}


class Declined(Exception):
    """An action leaves a message to the rules."""


def open_question(_: Call) -> Reply:
    """Ask for a place, and keep that this is asked."""
    return {**_saying("utter_answer", answer="Waar?"), "events": [_slot("open_question", "place")]}


def close_question(_: Call) -> Reply:
    """Say that nothing is asked any more, and bring along what is to be kept."""
    said = _saying("utter_answer", answer="Klaar.", scan={"id": "1"}, reminders=[{"key": "x"}])
    return {**said, "events": [_slot("open_question", None)]}


def take_answer(call: Call) -> Reply:
    """Take a message with a place as the answer; decline every other one."""
    message = call["tracker"]["latest_message"]
    if "kapot" in message["text"]:
        raise RuntimeError
    places = [e["value"] for e in message["entities"] if e["entity"] == "gemeente"]
    if not places:
        raise Declined
    said = _saying("utter_answer", answer=f"Onthouden: {places[0]}.")
    return {**said, "events": [_slot("open_question", None)]}


def ask_again(_: Call) -> Reply:
    """Come back to the place."""
    return _saying("utter_answer", answer="Nogmaals: waar?")


def tell_whole(call: Call) -> Reply:
    """Say the question, and the message that it was a part of."""
    message = call["tracker"]["latest_message"]
    return _saying("utter_answer", answer=f"{message['text']} | {message.get('whole')}")


_ACTIONS = {
    f"action_{f.__name__}": f
    for f in (
        *(answer, clarify, wait, fail, nothing, nonsense),
        *(open_question, close_question, take_answer, ask_again, tell_whole),
    )
}


@contextmanager
def serving() -> Iterator[str]:
    """Run the action server on a free port; gives the address of its webhook."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/webhook"
    finally:
        server.shutdown()
        server.server_close()


def _saying(response: str, **values: Any) -> Reply:
    return {"events": [], "responses": [{"response": response, **values}]}


def _slot(name: str, value: str | None) -> dict[str, Any]:
    return {"event": "slot", "name": name, "value": value}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Headers and body go out in two writes; with Nagle's algorithm each call would wait 40 ms.
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers["Authorization"] != f"Bearer {SECRET}":
            self._send(401, {"error": "unauthorized"})
            return
        call = json.loads(body)
        try:
            self._send(200, _ACTIONS[call["next_action"]](call))
        except Declined:
            action = call["next_action"]
            self._send(400, {"error": f"{action} declined", "action_name": action})
        except Exception as error:
            self._send(500, {"error": str(error)})

    def _send(self, status: int, reply: Reply) -> None:
        body = json.dumps(reply).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the tests' output to the tests."""
