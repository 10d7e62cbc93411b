"""The action server answers the engine and tells nobody else anything."""

import asyncio

import httpx
import pytest
import yaml
from rasa_sdk import Action

from actions.all import all_actions
from advice.content import load_content
from advice.findings import ContentError
from apps.actions import create_app
from apps.settings import BadSetting, Settings
from conversations.handoffs import Desk
from handoff.appointments.agenda import TeamAgenda
from storage.store import SqlStore
from tests.actions.rasa import ROOT, SECRET, Rasa, call
from tests.advice.folder import Folder
from tests.support.time import HandClock

PRIVATE = "mijn naam is Janneke de Testpersoon"


async def test_it_says_that_it_runs(rasa: Rasa) -> None:
    assert (await rasa.http.get("/health")).json() == {"status": "ok"}


@pytest.mark.parametrize("secret", ["", "Bearer", "Bearer wrong", SECRET, f"bearer {SECRET}", "é"])
async def test_without_the_secret_nothing_happens(
    rasa: Rasa, secret: str, capfd: pytest.CaptureFixture[str]
) -> None:
    response = await rasa.http.post(
        "/webhook",
        json=call("action_ask_human", text=PRIVATE),
        headers={b"Authorization": secret.encode("latin-1")},
    )

    assert response.status_code == httpx.codes.UNAUTHORIZED
    assert response.json() == {"error": "unauthorized"}
    assert capfd.readouterr() == ("", "")


def test_it_does_not_start_without_a_secret(folder: Folder) -> None:
    with pytest.raises(BadSetting, match="SCHAKEL_ACTIONS_SECRET"):
        create_app(Settings(content=str(folder.path)))


def test_it_does_not_start_with_broken_content(folder: Folder) -> None:
    folder.write("regelingen/boomsubsidie.yml", "[")

    with pytest.raises(ContentError, match="regel 1"):
        create_app(Settings(content=str(folder.path), actions_secret=SECRET))


async def test_an_unknown_action_is_not_found(rasa: Rasa) -> None:
    response = await rasa.http.post("/webhook", json=call("action_unknown"))

    assert response.status_code == httpx.codes.NOT_FOUND
    assert response.json() == {"error": "unknown_action", "action_name": "action_unknown"}


async def test_an_action_that_declines_says_so_without_the_words_of_the_person(
    rasa: Rasa, capfd: pytest.CaptureFixture[str]
) -> None:
    request = call("action_take_answer", intent="inform", text=PRIVATE)

    response = await rasa.http.post("/webhook", json=request)

    assert response.status_code == httpx.codes.BAD_REQUEST
    assert response.json()["action_name"] == "action_take_answer"
    assert "Janneke" not in response.text + "".join(capfd.readouterr())


async def test_a_failing_action_tells_a_code_and_nothing_of_the_person(
    rasa: Rasa, capfd: pytest.CaptureFixture[str]
) -> None:
    request = call("action_answer_faq", intent=PRIVATE, text=PRIVATE)

    response = await rasa.http.post("/webhook", json=request)

    assert response.status_code == httpx.codes.INTERNAL_SERVER_ERROR
    assert response.json() == {"error": "action_failed"}
    logged = "".join(capfd.readouterr())
    assert "action.failed" in logged
    assert "Janneke" not in logged


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff", PRIVATE.encode()])
async def test_a_bad_body_is_refused_without_repeating_it(rasa: Rasa, body: bytes) -> None:
    response = await rasa.http.post("/webhook", content=body)

    assert response.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert response.json() == {"error": "bad_body"}


async def test_a_call_without_the_domain_is_answered(rasa: Rasa) -> None:
    request = call("action_ask_human", intent="ask_human")
    assert "domain" not in request

    response = await rasa.http.post("/webhook", json=request)

    assert response.status_code == httpx.codes.OK
    assert [said["response"] for said in response.json()["responses"]] == ["utter_handoff_consent"]


async def test_many_calls_at_once_each_get_their_own_answer(rasa: Rasa) -> None:
    asked = ["boomsubsidie", "gras", "struiken"] * 20

    said = await asyncio.gather(
        *(rasa.one("action_answer_scheme", intent="regeling_wat", slot=id) for id in asked)
    )

    assert [one["meta"]["ids"] for one in said] == [[id] for id in asked]


def test_the_actions_are_those_of_the_domain(folder: Folder, store: SqlStore) -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
    content, clock = load_content(folder.path), HandClock()
    agenda = TeamAgenda(content, store, clock)

    actions: tuple[Action, ...] = all_actions(
        content, clock, _no_scan, _empty_desk, agenda, may_mail=False
    )

    assert sorted(action.name() for action in actions) == sorted(domain["actions"])


async def _no_scan(_code: str) -> None:
    return None


async def _empty_desk() -> Desk:
    return Desk(present=0, waiting=0)
