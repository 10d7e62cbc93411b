"""The contract of the engine's door, against a real engine and a real action server."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import engine
from action_server import SLOW_SECONDS
from engine import Conversation, Engine

_NOWHERE = "http://127.0.0.1:9"


def test_health_tells_which_model_is_loaded(light: Engine) -> None:
    status, body = light.health()

    assert status == 200
    assert set(body) == {"model"}
    assert body["model"]


@pytest.mark.parametrize("secret", [None, "", "wrong", engine.SECRET.upper()])
def test_without_the_secret_nothing_is_told(light: Engine, secret: str | None) -> None:
    assert light.health(secret) == (401, {"error": "unauthorized"})
    assert light.post(b"not even JSON", secret) == (401, {"error": "unauthorized"})


def test_an_engine_without_secret_does_not_start(model: Path, folder: Path) -> None:
    log = folder / "no-secret.log"
    without = folder / "no-secret.yml"
    without.write_text("channel.SchakelChannel: {secret: ''}")

    starting = engine.running(engine.LIGHT, model, _NOWHERE, log, without)
    with pytest.raises(RuntimeError, match="the engine stopped"), starting:
        pass

    assert "SCHAKEL_ENGINE_SECRET" in log.read_text()


def test_a_reply_has_text_buttons_attachments_and_meta(conversation: Conversation) -> None:
    replies = conversation.say("Goedemorgen")

    assert replies == [
        {
            "text": "Goedendag!",
            "buttons": [{"title": "Een mens spreken", "payload": "/ask_human"}],
            "attachments": [],
            "meta": {"kind": "greeting", "ids": [], "aspect": None},
        }
    ]


def test_an_empty_line_in_a_text_does_not_cut_it_in_two(conversation: Conversation) -> None:
    [reply] = conversation.press("/ask_human")

    assert reply["text"] == "Bel ons.\n\nOf mail."
    assert reply["attachments"] == [
        {"url": "https://example.org/team.png", "media_type": "image/png", "title": ""}
    ]


def test_an_action_overlays_the_meta_of_its_response(conversation: Conversation) -> None:
    [reply] = conversation.say("Wat is de WBSO?")

    assert reply["text"] == "regeling_wat over wbso"
    assert reply["meta"] == {"kind": "scheme", "ids": ["wbso"], "aspect": "wat"}


def test_a_button_brings_its_values(conversation: Conversation) -> None:
    [reply] = conversation.press('/regeling_hoeveel{"regeling": "kia"}')

    assert reply["meta"] == {"kind": "scheme", "ids": ["kia"], "aspect": "hoeveel"}


@pytest.mark.parametrize("mark", ["/", " /", "///", "\n/ /"])
@pytest.mark.parametrize("command", ["do_count_people", "restart", 'greet{"regeling": "kia"}'])
def test_a_typed_command_is_plain_text(light: Engine, mark: str, command: str) -> None:
    typed, words = Conversation(light), Conversation(light)

    assert typed.say(f"{mark}{command}") == words.say(command)
    assert "active_loop" not in json.dumps(typed.state)


@pytest.mark.parametrize("text", ["/", "😀", "\ud800", "\x00", "مرحبا", "?" * 500])
def test_any_text_gets_an_answer(conversation: Conversation, text: str) -> None:
    assert conversation.say(text)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        {},
        {"text": "hallo"},
        {"conversation": "c", "text": "hallo"},
        {"conversation": "c", "message": "m"},
        {"conversation": "c", "message": "m", "text": ""},
        {"conversation": "c", "message": "m", "text": " "},
        {"conversation": "c", "message": "m", "text": 5},
        {"conversation": "c", "message": "m", "text": "x" * 4001},
        {"conversation": "c", "message": "m", "text": "hallo", "payload": "/greet"},
        {"conversation": "c d", "message": "m", "text": "hallo"},
        {"conversation": "c", "message": "m\nm", "text": "hallo"},
        {"conversation": "c", "message": "m", "payload": "greet"},
        {"conversation": "c", "message": "m", "payload": "/unheard_of"},
        {"conversation": "c", "message": "m", "payload": "/greet{"},
        {"conversation": "c", "message": "m", "payload": '/greet{"regeling": ["kia"]}'},
        {"conversation": "c", "message": "m", "text": "hallo", "state": "old"},
        {"conversation": "c", "message": "m", "text": "hallo", "state": {}},
        {"conversation": "c", "message": "m", "text": "hallo", "state": {"version": 1}},
        {
            "conversation": "c",
            "message": "m",
            "text": "hallo",
            "state": {"version": 1, "events": [{"event": "unheard_of"}]},
        },
    ],
)
def test_what_is_not_a_turn_is_refused(light: Engine, body: bytes | engine.Json) -> None:
    assert light.post(body) == (400, {"error": "bad_request"})


def test_a_state_of_another_version_starts_the_dialogue_afresh(light: Engine) -> None:
    turn = {"conversation": "c", "message": "m", "text": "hallo"}

    status, answered = light.post({**turn, "state": {"version": 0, "events": "of another make"}})

    _, fresh = light.post(turn)
    assert (status, answered["replies"]) == (200, fresh["replies"])
    assert len(answered["state"]["events"]) == len(fresh["state"]["events"])


def test_a_huge_body_is_refused_unread(light: Engine) -> None:
    status, _ = light.post({"conversation": "c", "message": "m", "text": "x" * 1_000_000})

    assert status == 413


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ("/do_fail", "action_failed"),
        ("/do_nonsense", "action_failed"),
        ("/do_nothing", "no_reply"),
        ("/do_without_rule", "no_reply"),
    ],
)
def test_a_failure_is_a_failure_and_leaves_no_trace(
    conversation: Conversation, payload: str, code: str
) -> None:
    conversation.say("Wat is de WBSO?")

    assert conversation.attempt(payload=payload) == (500, {"error": code})

    [reply] = conversation.say("hoeveel krijg ik")
    assert reply["meta"] == {"kind": "scheme", "ids": ["wbso"], "aspect": "hoeveel"}


def test_an_action_server_that_is_gone_is_a_failure(model: Path, folder: Path) -> None:
    with engine.running(engine.LIGHT, model, _NOWHERE, folder / "gone.log") as alone:
        talk = Conversation(alone)

        assert talk.attempt(text="Wat is de WBSO?") == (500, {"error": "action_failed"})
        assert talk.say("hallo")


def test_a_slow_action_does_not_hold_up_others(light: Engine) -> None:
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(Conversation(light).press, "/do_wait")
        time.sleep(0.2)

        began = time.monotonic()
        Conversation(light).say("hallo")
        waited = time.monotonic() - began

        assert slow.result()
    assert waited < SLOW_SECONDS / 2


def test_who_takes_too_long_is_cut_off(model: Path, actions: str, folder: Path) -> None:
    impatient = folder / "impatient.yml"
    impatient.write_text(
        f"channel.SchakelChannel: {{secret: '{engine.SECRET}', turn_seconds: {SLOW_SECONDS / 2}}}"
    )

    log = folder / "impatient.log"
    with engine.running(engine.LIGHT, model, actions, log, impatient) as running:
        talk = Conversation(running)

        assert talk.attempt(payload="/do_wait") == (500, {"error": "too_slow"})
        assert talk.say("hallo")


def test_turns_of_many_conversations_at_once_stay_apart(light: Engine) -> None:
    schemes = ["wbso", "kia", "bmkb"] * 8

    def ask(scheme: str) -> list[str]:
        talk = Conversation(light)
        talk.say(f"Wat is de {scheme}?")
        return [talk.say("hoeveel krijg ik")[0]["meta"]["ids"][0] for _ in range(3)]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, schemes))

    assert answers == [[scheme] * 3 for scheme in schemes]


def test_the_log_knows_ids_and_outcomes_but_no_words(conversation: Conversation) -> None:
    conversation.say("Wat is de WBSO? Bel 06-12345678")
    conversation.attempt(payload="/do_fail")
    conversation.attempt(payload="/do_nonsense")
    conversation.attempt(payload="/unheard_of_zilverpapier")

    log = conversation.engine.log_text()

    assert conversation.id in log
    assert "turn.answered" in log
    assert '"code": "action_failed"' in log
    for secret in ("06-12345678", "geheim", "zilverpapier", "such event", engine.SECRET):
        assert secret not in log


def test_the_log_of_a_turn_is_one_line(light: Engine) -> None:
    before = len(light.log_text().splitlines())

    Conversation(light).say("hallo")

    [line] = light.log_text().splitlines()[before:]
    assert set(json.loads(line[line.index("{") :])) == {
        "conversation",
        "event",
        "level",
        "message",
        "milliseconds",
        "replies",
    }
