"""What the bot missed, as the team sees it, and what becomes of it: who may, and what is kept."""

import re
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

import pytest
from litestar.testing import AsyncTestClient

from advice.proposals.proposal import NewQuestion, NewSentence
from apps.console import create_app
from apps.settings import Settings
from conversations.conversation import Conversation
from conversations.messages import Inbound, Kind, Meta, Reply
from conversations.stage import Stage
from handoff.advisors import Advisor, Deed, Role
from handoff.proposals import OpenProposal
from storage.connect import connect
from storage.store import SqlStore
from tests.advice.folder import Folder
from tests.support.console import CHEAP, Client, deeds, logged_in, member, send
from tests.support.time import HandClock

MISSED, PROPOSALS = "/adviseur/gemist", "/adviseur/voorstellen"
QUESTION = {
    "name": "Mag ik bijen houden?",
    "answer": "Dat mag vaak.\r\nVraag het uw gemeente.",
    "source": "Imkers",
    "url": "https://imkers.example.org/",
}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "data")
    made.write("evaluation/meten.yml", "- zin: hoe zaai ik gras\n  goed: [out_of_scope]\n")
    return made


@pytest.fixture
async def store(sqlite_url: str) -> AsyncIterator[SqlStore]:
    database = connect(sqlite_url)
    yield SqlStore(database)
    await database.close()


@pytest.fixture
async def lead(store: SqlStore) -> Advisor:
    return await member(store, role=Role.LEAD)


@pytest.fixture
async def app_client(
    sqlite_url: str, clock: HandClock, folder: Folder, lead: Advisor
) -> AsyncIterator[Client]:
    """A browser in which nobody is logged in."""
    settings = Settings(database_url=sqlite_url, content=str(folder.path))
    async with AsyncTestClient(create_app(settings, clock=clock, hasher=CHEAP)) as client:
        yield client


@pytest.fixture
async def client(app_client: Client) -> Client:
    """The browser of a team lead."""
    await logged_in(app_client)
    return app_client


async def miss(store: SqlStore, clock: HandClock, *texts: str) -> None:
    """Let entrepreneurs say what the bot does not answer, each in a conversation of its own."""
    for text in texts:
        conversation = Conversation(uuid4(), "web", b"x" * 32, Stage.BOT, clock())
        async with store.transaction() as work:
            await work.open(conversation)
            await work.receive(conversation.id, Inbound(uuid4().hex, text), clock())
            reply = Reply("Dat weet ik niet.", meta=Meta(Kind.OUT_OF_SCOPE))
            await work.say(conversation.id, [reply], clock())
        clock.forward(60)


async def proposed(store: SqlStore) -> list[OpenProposal]:
    async with store.reading() as work:
        return list(await work.open_proposals())


def shown(page: str) -> list[str]:
    """Return the sentences on a page, as they are written in it."""
    return re.findall(r'class="sentence">([^<]*)<', page)


async def test_a_sentence_stands_there_with_how_often_and_the_week_and_nothing_else(
    client: Client, store: SqlStore, clock: HandClock
) -> None:
    await miss(store, clock, "Iets met bijen", "mail sam@example.org", "iets  met BIJEN")

    page = (await client.get(MISSED)).text

    assert shown(page) == ["iets met BIJEN", "mail [e-mailadres]"]
    assert "2 keer, het laatst in week 48 van 2026" in page
    article = page[page.index("<article>") : page.index("</article>")]
    assert not re.search(r"\d\d:\d\d|\d\d-\d\d-|[0-9a-f]{8}-[0-9a-f]{4}", article.split("csrf")[0])
    assert "example.org" not in page


async def test_every_choice_has_a_title(client: Client, store: SqlStore, clock: HandClock) -> None:
    await miss(store, clock, "iets met bijen")

    page = (await client.get(MISSED)).text

    options = re.findall(r'<option value="([^"]*)">([^<]*)<', page)
    assert ("faq_planten", "Hoe plant ik een boom?") in options
    assert ("regeling_hoeveel", "Hoeveel geld het is") in options
    assert ("out_of_scope", "Buiten ons werk") in options
    assert ("ask_human", "Een mens spreken") in options


async def test_a_proposal_is_kept_once_however_often_one_presses(
    client: Client, store: SqlStore, clock: HandClock, lead: Advisor
) -> None:
    await miss(store, clock, "iets met bijen")
    form = {"sentence": "iets met bijen", "intent": "faq_planten"}

    first = await send(client, f"{MISSED}/zin", **form)
    second = await send(client, f"{MISSED}/zin", **form)
    hidden = await send(client, f"{MISSED}/verberg", sentence="iets met bijen")

    assert "Het voorstel is bewaard." in first.text
    assert "Deze zin is al behandeld." in second.text
    assert "Deze zin is al behandeld." in hidden.text
    assert shown(first.text) == []
    (one,) = await proposed(store)
    assert (one.wish, one.advisor) == (NewSentence("iets met bijen", "faq_planten"), lead.id)
    assert (await deeds(store)).count(Deed.PROPOSAL_MADE) == 1
    assert "deed een voorstel voor de inhoud" in (await client.get("/adviseur/logboek")).text


async def test_what_is_hidden_stays_hidden(
    client: Client, store: SqlStore, clock: HandClock
) -> None:
    await miss(store, clock, "iets met bijen")

    answer = await send(client, f"{MISSED}/verberg", sentence="iets met bijen")
    await miss(store, clock, "Iets met bijen")

    assert "De zin is verborgen." in answer.text
    assert shown((await client.get(MISSED)).text) == []
    assert await proposed(store) == []


async def test_what_is_sent_is_made_anonymous_again(client: Client, store: SqlStore) -> None:
    form = {"sentence": "bel 0320-123456 over \n bijen", "intent": "faq_planten"}

    await send(client, f"{MISSED}/zin", **form)

    (one,) = await proposed(store)
    assert one.wish.sentence == "bel [telefoonnummer] over bijen"


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"sentence": "hoe zet ik boom 3 in de grond"}, "leert deze zin al"),
        ({"sentence": "Hoe zaai ik gras?"}, "meten we hoe goed"),
        ({"sentence": "123"}, "niets leren"),
        ({"sentence": "x" * 201}, "niets leren"),
        ({"intent": ""}, "Kies uit de lijst"),
        ({"intent": "faq_../planten"}, "Kies uit de lijst"),
        ({"intent": "ask_human"}, "geen bestand met zinnen"),
    ],
)
async def test_what_can_not_be_proposed_is_told(
    client: Client, store: SqlStore, form: dict[str, str], why: str
) -> None:
    sent = {"sentence": "iets met bijen", "intent": "faq_planten", **form}

    answer = await send(client, f"{MISSED}/zin", **sent)

    assert answer.status_code == 422
    assert why in answer.text
    assert await proposed(store) == []


async def test_a_new_question_becomes_a_file_in_the_diff(
    client: Client, store: SqlStore, clock: HandClock
) -> None:
    await miss(store, clock, "iets met bijen")

    answer = await send(client, f"{MISSED}/vraag", sentence="iets met bijen", **QUESTION)
    page = (await client.get(PROPOSALS)).text

    (one,) = await proposed(store)
    assert "Het voorstel is bewaard." in answer.text
    assert isinstance(one.wish, NewQuestion)
    assert one.wish.answer == "Dat mag vaak.\nVraag het uw gemeente."
    assert "wordt een nieuwe vraag: Mag ik bijen houden?" in page
    assert "<h3>data/faq/mag_ik_bijen_houden.yml</h3>" in page
    assert "<ins>+vraag: Mag ik bijen houden?</ins>" in page


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"name": "?"}, "De vraag heeft letters nodig"),
        ({"answer": " "}, "Het antwoord heeft tekst nodig"),
        ({"answer": "Bel {nummer}"}, "‘{nummer}’ kan niet worden ingevuld"),
        ({"url": "javascript:alert(1)"}, "https://"),
        ({"sentence": "?"}, "niets leren"),
    ],
)
async def test_what_is_wrong_with_a_new_question_is_told(
    client: Client, store: SqlStore, wrong: dict[str, str], why: str
) -> None:
    form = {"sentence": "iets met bijen", **QUESTION, **wrong}

    answer = await send(client, f"{MISSED}/vraag", **form)

    assert answer.status_code == 422
    assert why in answer.text
    assert await proposed(store) == []


async def test_a_withdrawn_proposal_is_gone_and_its_sentence_is_back(
    client: Client, store: SqlStore, clock: HandClock
) -> None:
    await miss(store, clock, "iets met bijen")
    await send(client, f"{MISSED}/zin", sentence="iets met bijen", intent="faq_planten")
    (one,) = await proposed(store)
    before = (await client.get(PROPOSALS)).text

    answers = [await send(client, f"{PROPOSALS}/{one.id}/intrekken") for _ in range(2)]

    assert "<ins>+- iets met bijen</ins>" in before
    assert "hoort bij: Hoe plant ik een boom?" in before
    assert "Sam de Vries, 23-11-2026 10:01" in before
    assert [answer.status_code for answer in answers] == [200, 422]
    assert "Het voorstel is ingetrokken." in answers[0].text
    assert shown((await client.get(MISSED)).text) == ["iets met bijen"]
    assert (await deeds(store))[0] is Deed.PROPOSAL_WITHDRAWN


async def test_what_the_files_can_no_longer_take_is_told_beside_the_proposal(
    client: Client, store: SqlStore, folder: Folder
) -> None:
    await send(client, f"{MISSED}/zin", sentence="iets met bijen", intent="faq_planten")
    folder.question("planten", zinnen=["Iets met bijen?"])

    page = (await client.get(PROPOSALS)).text

    assert "Dit kan niet: De bot leert deze zin al, bij ‘faq_planten’." in page
    assert "<pre" not in page


@pytest.mark.parametrize("text", ["zinnen: [\n", "vraag: x\n", "zinnen: [1]\n"])
async def test_files_that_can_not_be_read_are_told(
    client: Client, folder: Folder, text: str
) -> None:
    folder.write("faq/planten.yml", text)

    pages = [
        await client.get(PROPOSALS),
        await send(client, f"{MISSED}/zin", sentence="iets met bijen", intent="faq_planten"),
    ]

    for page in pages:
        assert page.status_code == 422
        assert "De bestanden zijn nu niet te lezen." in page.text


async def test_what_an_entrepreneur_typed_is_text_wherever_it_is_shown(
    client: Client, store: SqlStore, clock: HandClock
) -> None:
    attack = '"><script>alert("x")</script>'
    await miss(store, clock, attack)

    missed = await client.get(MISSED)
    await send(client, f"{MISSED}/zin", sentence=attack, intent="faq_planten")
    proposals = await client.get(PROPOSALS)

    for page in (missed, proposals):
        assert "<script" not in page.text
        assert "&lt;script&gt;" in page.text
    (one,) = await proposed(store)
    assert one.wish.sentence == attack


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.ADVISOR, False), (Role.LEAD, True), (Role.ADMINISTRATOR, True)],
)
async def test_only_leads_and_administrators_see_and_do(
    app_client: Client, store: SqlStore, clock: HandClock, role: Role, may: bool
) -> None:
    await miss(store, clock, "iets met bijen", "iets met vlinders")
    await member(store, "noor@example.org", role=role)
    await logged_in(app_client, "noor@example.org")

    start = await app_client.get("/")
    pages = [await app_client.get(path) for path in (MISSED, PROPOSALS)]
    form = {"sentence": "iets met bijen", "intent": "faq_planten", **QUESTION}
    sent = [await send(app_client, f"{MISSED}/{what}", **form) for what in ("zin", "verberg")]

    assert (f'href="{MISSED}"' in start.text) is may
    assert [page.status_code for page in (*pages, *sent)] == [200 if may else 403] * 4
    assert ("iets met vlinders" in pages[0].text) is may
    assert len(await proposed(store)) == (1 if may else 0)


@pytest.mark.parametrize("path", [MISSED, PROPOSALS])
async def test_who_is_not_logged_in_is_sent_to_the_door(app_client: Client, path: str) -> None:
    answer = await app_client.get(path, follow_redirects=False)

    assert answer.status_code == 303


async def test_a_page_has_its_headings_in_order_and_nothing_that_the_policy_forbids(
    client: Client, store: SqlStore, clock: HandClock
) -> None:
    await miss(store, clock, "iets met bijen", "iets met vlinders")
    await send(client, f"{MISSED}/zin", sentence="iets met bijen", intent="faq_planten")

    for page in [await client.get(path) for path in (MISSED, PROPOSALS)]:
        levels = [int(level) for level in re.findall(r"<h(\d)", page.text)]
        assert levels.count(1) == levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=", page.text)
        for form in re.findall(r"<form.*?</form>", page.text, re.S):
            assert 'name="_csrf_token" value="' in form
