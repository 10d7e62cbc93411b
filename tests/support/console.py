"""Somebody of the team on the console: in tests of its app, and of the running product."""

from uuid import uuid4

import httpx
from argon2 import PasswordHasher
from litestar import Litestar
from litestar.testing import AsyncTestClient

from apps.keys import DEMO_EMAIL, read_keys
from handoff.advisors import Account, Advisor, Deed, Role
from storage.store import SqlStore
from tests.support.product import Product

EMAIL = "sam@example.org"
PASSWORD = "paard-batterij-nietje"
# Real hashes, without the time that they are to cost.
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

LOGIN = "/adviseur/inloggen"
COOKIE = "schakel_console"

type Client = AsyncTestClient[Litestar]


async def member(
    store: SqlStore,
    email: str = EMAIL,
    *,
    name: str = "Sam de Vries",
    role: Role = Role.ADVISOR,
    totp_required: bool = False,
    totp_secret: str | None = None,
) -> Advisor:
    """Keep an account that `PASSWORD` opens, and return whose it is."""
    advisor = Advisor(uuid4(), name, email, role, ("urk",))
    account = Account(advisor, CHEAP.hash(PASSWORD), totp_required, totp_secret)
    async with store.transaction() as work:
        await work.add_account(account)
    return advisor


async def send(client: httpx.AsyncClient, path: str, **fields: str) -> httpx.Response:
    """Send a form as a browser does that saw a page before."""
    if "csrftoken" not in client.cookies:
        await client.get(LOGIN)
    sent = {**fields, "_csrf_token": client.cookies["csrftoken"]}
    return await client.post(path, data=sent, follow_redirects=False)


async def log_in(
    client: httpx.AsyncClient,
    email: str = EMAIL,
    password: str = PASSWORD,
    code: str = "",
    naar: str = "/",
) -> httpx.Response:
    """Send the login form, right or wrong."""
    return await send(client, LOGIN, email=email, password=password, code=code, naar=naar)


async def logged_in(client: httpx.AsyncClient, email: str = EMAIL) -> None:
    """Log in somebody who needs no code."""
    answer = await log_in(client, email)
    assert answer.status_code == 303, answer.text


async def is_in(client: httpx.AsyncClient) -> bool:
    """Tell whether the browser is shown the pages of the team."""
    return (await client.get("/", follow_redirects=False)).status_code == 200


def set_cookie(answer: httpx.Response) -> str:
    """Return the session's cookie as the answer sets it."""
    cookies = answer.headers.get_list("set-cookie")
    return next(one for one in cookies if one.startswith(f"{COOKIE}="))


async def deeds(store: SqlStore) -> list[Deed]:
    """Return what the audit tells, the newest first."""
    async with store.reading() as work:
        return [line.what for line in await work.audit(limit=100)]


def demo_console(product: Product) -> httpx.Client:
    """Return a browser on the running product's console, in which the demo account is logged in."""
    url = httpx.URL(product.url)
    console = httpx.Client(base_url=url.copy_with(port=(url.port or 0) + 1), timeout=30)
    console.get(LOGIN)
    form = {
        "email": DEMO_EMAIL,
        "password": read_keys(product.data)["SCHAKEL_CONSOLE_PASSWORD"],
        "_csrf_token": console.cookies["csrftoken"],
    }
    assert console.post(LOGIN, data=form).status_code == httpx.codes.SEE_OTHER
    return console
