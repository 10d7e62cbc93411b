"""The Twilio of the tests takes and tells what the description has, and nothing else."""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.support.twilio import ACCOUNT, NUMBER, TEMPLATES, TOKEN, Twilio, running_twilio
from tests.support.twilio_answers import BASE

TO = "+31612345678"
SMS = {"To": TO, "From": NUMBER, "Body": "Hallo"}
WHATSAPP = {"To": f"whatsapp:{TO}", "From": f"whatsapp:{NUMBER}"}


@pytest.fixture
async def twilio() -> AsyncIterator[Twilio]:
    async with running_twilio() as running:
        yield running


@pytest.fixture
async def api(twilio: Twilio) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=twilio.url, auth=(ACCOUNT, TOKEN)) as client:
        yield client


async def test_a_message_is_told_as_it_was_taken(api: httpx.AsyncClient, twilio: Twilio) -> None:
    created = await api.post(f"{BASE}/Messages.json", data=SMS)
    fetched = await api.get(f"{BASE}/Messages/{created.json()['sid']}.json")

    assert created.status_code == 201
    assert fetched.json() == created.json()
    assert (created.json()["to"], created.json()["status"]) == (TO, "queued")
    assert [message.body for message in twilio.messages] == ["Hallo"]


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({**SMS, "Bodi": "Hallo"}, 20001),
        ({**SMS, "ContentRetention": "for ever"}, 20001),
        ({"From": NUMBER, "Body": "Hallo"}, 21604),
        ({"To": TO, "Body": "Hallo"}, 21603),
        ({**SMS, "To": "0612345678"}, 21211),
        ({**SMS, "From": "ons"}, 21212),
        ({**SMS, "From": "+3197010299999"}, 21606),
        ({**SMS, "From": f"whatsapp:{NUMBER}"}, 21910),
        ({**WHATSAPP, "From": "whatsapp:+3197010299999", "Body": "Hallo"}, 63007),
        ({"To": TO, "From": NUMBER}, 21619),
        ({**SMS, "Body": "a" * 1_601}, 21617),
        ({**SMS, "MediaUrl": "rapport.pdf"}, 21620),
        ({**SMS, "MediaUrl": ["https://example.org/a.png"] * 11}, 21623),
        ({**SMS, "StatusCallback": "example.org"}, 21609),
        ({**WHATSAPP, "ContentSid": "HX12"}, 21655),
        ({**WHATSAPP, "ContentSid": TEMPLATES["terug"], "Body": "Hallo"}, 21655),
        ({**WHATSAPP, "ContentSid": TEMPLATES["knoppen-1"], "ContentVariables": "{}"}, 21656),
        ({**WHATSAPP, "ContentSid": TEMPLATES["terug"], "ContentVariables": "ja"}, 21656),
    ],
)
async def test_what_the_api_does_not_allow_is_refused_with_its_code(
    api: httpx.AsyncClient, twilio: Twilio, form: dict[str, str], code: int
) -> None:
    answer = await api.post(f"{BASE}/Messages.json", data=form)

    assert answer.status_code == 400
    assert answer.json()["code"] == code
    assert answer.json()["more_info"] == f"https://www.twilio.com/docs/errors/{code}"
    assert not twilio.messages


async def test_a_wrong_secret_opens_nothing(twilio: Twilio) -> None:
    async with httpx.AsyncClient(base_url=twilio.url, auth=(ACCOUNT, "wrong")) as client:
        answer = await client.post(f"{BASE}/Messages.json", data=SMS)

    assert (answer.status_code, answer.json()["code"]) == (401, 20003)


async def test_a_list_comes_in_pages_the_newest_first(api: httpx.AsyncClient) -> None:
    for text in ("een", "twee", "drie"):
        await api.post(f"{BASE}/Messages.json", data={**SMS, "Body": text})

    first = (await api.get(f"{BASE}/Messages.json", params={"To": TO, "PageSize": 2})).json()
    second = (await api.get(first["next_page_uri"])).json()

    assert [one["body"] for one in first["messages"]] == ["drie", "twee"]
    assert [one["body"] for one in second["messages"]] == ["een"]
    assert second["next_page_uri"] is None


@pytest.mark.parametrize("query", [{"Colour": "blue"}, {"PageSize": "0"}, {"Page": "-1"}])
async def test_a_list_takes_no_other_questions(
    api: httpx.AsyncClient, query: dict[str, str]
) -> None:
    answer = await api.get(f"{BASE}/Messages.json", params=query)

    assert (answer.status_code, answer.json()["code"]) == (400, 20001)


async def test_a_file_is_elsewhere_and_is_told_of_here(
    api: httpx.AsyncClient, twilio: Twilio
) -> None:
    where = twilio.keep_file(b"%PDF", "application/pdf", "plan.pdf")

    about = await api.get(f"{where}.json")
    file = await api.get(where, follow_redirects=True)

    assert about.json()["content_type"] == "application/pdf"
    assert (file.content, file.url.host) == (b"%PDF", "localhost")
