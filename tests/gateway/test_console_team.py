"""What an administrator does with accounts, who may, and what the logbook tells of it."""

import re
from collections.abc import AsyncIterator
from itertools import pairwise
from uuid import uuid4

import pytest
from litestar.testing import AsyncTestClient

from apps.console import create_app
from apps.settings import Settings
from handoff.advisors import Account, Advisor, Role
from storage.connect import connect
from storage.store import SqlStore
from tests.support.console import CHEAP, EMAIL, LOGIN, Client, log_in, logged_in, member, send
from tests.support.time import HandClock

ADMIN = "beheer@example.org"
TEAM = "/adviseur/team"


@pytest.fixture
async def store(sqlite_url: str) -> AsyncIterator[SqlStore]:
    database = connect(sqlite_url)
    yield SqlStore(database)
    await database.close()


@pytest.fixture
async def admin(store: SqlStore) -> Advisor:
    return await member(store, ADMIN, name="Bo Beheer", role=Role.ADMINISTRATOR)


@pytest.fixture
async def browsers(sqlite_url: str, clock: HandClock) -> AsyncIterator[tuple[Client, Client]]:
    """Two browsers on the same console, in which nobody is logged in."""
    app = create_app(Settings(database_url=sqlite_url), clock=clock, hasher=CHEAP)
    async with AsyncTestClient(app) as one:
        other: Client = AsyncTestClient(app)
        other.blocking_portal = one.blocking_portal
        yield one, other


@pytest.fixture
async def client(browsers: tuple[Client, Client], admin: Advisor) -> Client:
    """The administrator's browser."""
    await logged_in(browsers[0], ADMIN)
    return browsers[0]


async def account(store: SqlStore, email: str = EMAIL) -> Account:
    async with store.transaction() as work:
        found = await work.account(email)
    assert found is not None
    return found


async def test_somebody_new_logs_in_with_the_password_that_is_shown_once(
    client: Client, store: SqlStore
) -> None:
    form = {"name": " Noor  Jansen ", "email": "Noor@Example.org", "role": "lead"}

    added = await send(client, TEAM, **form, groups="urk, dronten urk")
    again = await client.get(TEAM)
    password = re.findall(r"<code>([^<]+)</code>", added.text)[0]

    kept = await account(store, "noor@example.org")
    assert (kept.advisor.name, kept.advisor.role) == ("Noor Jansen", Role.LEAD)
    assert kept.advisor.groups == ("urk", "dronten")
    assert kept.totp_required
    assert password not in again.text
    client.cookies.clear()
    entered = await log_in(client, "noor@example.org", password)
    assert entered.headers["location"].startswith(f"{LOGIN}/code")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"email": ADMIN.upper()}, "al een account"),
        ({"email": "noor"}, "e-mailadres klopt niet"),
        ({"name": " "}, "Vul een naam in"),
        ({"name": "x" * 101}, "Vul een naam in"),
        ({"name": "Noor\x07"}, "Vul een naam in"),
        ({"groups": "Urk!"}, "Een groep heeft"),
    ],
)
async def test_what_is_wrong_with_somebody_new_is_told(
    client: Client, store: SqlStore, wrong: dict[str, str], why: str
) -> None:
    form = {"name": "Noor", "email": "noor@example.org", "role": "advisor", **wrong}

    answer = await send(client, TEAM, **form)

    assert answer.status_code == 422
    assert why in answer.text
    async with store.reading() as work:
        assert len(await work.accounts()) == 1


async def test_a_role_that_is_none_is_refused(client: Client, store: SqlStore) -> None:
    answer = await send(client, TEAM, name="Noor", email="noor@example.org", role="boss")

    assert answer.status_code == 400
    assert "Dit formulier klopt niet" in answer.text


async def test_a_name_is_text_wherever_it_is_shown(
    client: Client, store: SqlStore, browsers: tuple[Client, Client]
) -> None:
    name = '<script>alert("x")</script>'
    await member(store, name=name, role=Role.ADMINISTRATOR)
    await logged_in(browsers[1])

    pages = [await browsers[1].get(path) for path in (TEAM, "/", "/adviseur/logboek")]

    for page in pages:
        assert "<script" not in page.text
        assert "&lt;script&gt;" in page.text


async def test_another_role_counts_from_the_next_page_on(
    client: Client, store: SqlStore, browsers: tuple[Client, Client]
) -> None:
    sam = await member(store)
    await logged_in(browsers[1])
    before = await browsers[1].get("/adviseur/logboek")

    saved = await send(client, f"{TEAM}/{sam.id}", role="lead", groups="")
    after = await browsers[1].get("/adviseur/logboek")

    assert saved.status_code == 200
    assert (before.status_code, after.status_code) == (403, 200)
    assert (await account(store)).advisor.groups == ()


async def test_who_is_deactivated_is_out_at_the_next_page_and_does_not_come_back_in(
    client: Client, store: SqlStore, browsers: tuple[Client, Client]
) -> None:
    sam = await member(store)
    await logged_in(browsers[1])

    await send(client, f"{TEAM}/{sam.id}/afsluiten")
    page = await browsers[1].get("/scans", follow_redirects=False)

    assert page.status_code == 303
    assert (await log_in(browsers[1])).status_code == 422
    assert not (await account(store)).advisor.is_active


async def test_a_reset_gives_a_new_password_and_new_codes_and_lets_in_again(
    client: Client, store: SqlStore, browsers: tuple[Client, Client]
) -> None:
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    sam = await member(store, totp_required=True, totp_secret=secret)
    await send(client, f"{TEAM}/{sam.id}/afsluiten")

    answer = await send(client, f"{TEAM}/{sam.id}/opnieuw")
    password = re.findall(r"<code>([^<]+)</code>", answer.text)[0]
    entered = await log_in(browsers[1], EMAIL, password)

    assert (await account(store)).advisor.is_active
    assert (await account(store)).totp_secret is None
    assert (await log_in(browsers[1])).status_code == 422
    assert entered.headers["location"].startswith(f"{LOGIN}/code")


@pytest.mark.parametrize("what", ["", "/afsluiten", "/opnieuw"])
async def test_an_administrator_can_not_lock_themselves_out(
    client: Client, store: SqlStore, admin: Advisor, what: str
) -> None:
    answer = await send(client, f"{TEAM}/{admin.id}{what}", role="advisor")

    assert answer.status_code == 422
    assert "Vraag een andere beheerder." in answer.text
    assert (await account(store, ADMIN)).advisor == admin


@pytest.mark.parametrize("what", ["", "/afsluiten", "/opnieuw"])
async def test_an_account_that_is_not_there_is_told(client: Client, what: str) -> None:
    answer = await send(client, f"{TEAM}/{uuid4()}{what}", role="advisor")

    assert answer.status_code == 422
    assert "Dit account bestaat niet." in answer.text


@pytest.mark.parametrize(
    ("role", "seen"),
    [(Role.ADVISOR, set()), (Role.LEAD, {"/adviseur/logboek"})],
)
async def test_a_page_that_is_not_for_a_role_is_neither_shown_nor_linked(
    browsers: tuple[Client, Client], store: SqlStore, admin: Advisor, role: Role, seen: set[str]
) -> None:
    sam = await member(store, role=role)
    await logged_in(browsers[0])
    start = await browsers[0].get("/")

    for path in (TEAM, "/adviseur/logboek"):
        page = await browsers[0].get(path)
        assert page.status_code == (200 if path in seen else 403)
        assert (f'href="{path}"' in start.text) == (path in seen)
        assert ("Deze pagina is niet voor uw rol." in page.text) != (path in seen)
        assert ADMIN not in page.text
    for path in (TEAM, f"{TEAM}/{sam.id}", f"{TEAM}/{admin.id}/opnieuw"):
        answer = await send(
            browsers[0], path, name="x", email="x@example.org", role="administrator"
        )
        assert answer.status_code == 403
    assert (await account(store)).advisor.role is role
    assert (await send(browsers[0], "/adviseur/uitloggen")).status_code == 303


async def test_the_logbook_tells_who_did_what_to_whom(
    client: Client, store: SqlStore, clock: HandClock
) -> None:
    await log_in(client, "niemand@example.org", "mis")
    await member(store)
    await log_in(client, EMAIL, "mis")
    sam = (await account(store)).advisor
    await send(client, f"{TEAM}/{sam.id}/afsluiten")

    page = (await client.get("/adviseur/logboek")).text

    rows = [re.findall(r">([^<\n]+)</t[hd]>", row) for row in page.split("<tr>")[2:]]
    assert rows == [
        ["23-11-2026 10:00:00", "Bo Beheer", "sloot een account af", "Sam de Vries"],
        ["23-11-2026 10:00:00", "onbekend", "inloggen mislukte", "Sam de Vries"],
        ["23-11-2026 10:00:00", "onbekend", "inloggen mislukte", "–"],
        ["23-11-2026 10:00:00", "Bo Beheer", "logde in", "–"],
    ]


@pytest.mark.parametrize("path", [TEAM, "/adviseur/logboek", "/adviseur/account", LOGIN])
async def test_a_page_has_its_headings_in_order_and_nothing_that_the_policy_forbids(
    client: Client, store: SqlStore, path: str
) -> None:
    await member(store)

    page = await client.get(path)

    levels = [int(level) for level in re.findall(r"<h(\d)", page.text)]
    assert levels.count(1) == levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|https?:", page.text)
    assert "form-action 'self'" in page.headers["content-security-policy"]
    for form in re.findall(r"<form.*?</form>", page.text, re.S):
        assert 'name="_csrf_token" value="' in form
        assert 'value=""' not in form.partition("_csrf_token")[2][:20]
