"""Somebody of the team who logs in on the console with the account of their organisation."""

import httpx
from litestar.testing import AsyncTestClient

from apps.console import create_app
from apps.settings import Settings
from tests.support.console import CHEAP, EMAIL, LOGIN, Client
from tests.support.provider import CLIENT_ID, CLIENT_SECRET
from tests.support.time import HandClock

WORK = f"{LOGIN}/werkaccount"
BACK = f"{WORK}/terug"
WORK_COOKIE = "schakel_werkaccount"
CONSOLE = "http://127.0.0.1:8081"
FAILED = "Inloggen met uw werkaccount lukt nu niet"
UNKNOWN = "Met dit werkaccount kunt u hier niet inloggen. Vraag een beheerder om een account."


def with_provider(database_url: str, issuer: str, console_url: str = "") -> Settings:
    """Return the settings of a console whose team has a login of its own."""
    return Settings(
        database_url=database_url,
        console_url=console_url,
        oidc_issuer=issuer,
        oidc_client_id=CLIENT_ID,
        oidc_client_secret=CLIENT_SECRET,
    )


def browser(settings: Settings, clock: HandClock, url: str = CONSOLE) -> Client:
    """Return a browser on a console of its own."""
    return AsyncTestClient(create_app(settings, clock=clock, hasher=CHEAP), base_url=url)


async def leave(client: Client, naar: str = "/scans") -> str:
    """Press the button, and return where at the provider the browser is sent."""
    answer = await client.get(WORK, params={"naar": naar}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


async def agree(address: str, email: str = EMAIL, **form: str) -> str:
    """Log in at the provider, and return where it sends the browser back to."""
    async with httpx.AsyncClient() as elsewhere:
        answer = await elsewhere.post(address, data={"sub": email, **form})
    assert answer.status_code == 302, answer.text
    return str(answer.headers["location"])


async def come_back(client: Client, address: str) -> httpx.Response:
    """Follow the provider's redirect as a browser does: without the cookies that are strict."""
    jar = client.cookies.jar
    strict = [one for one in jar if one.get_nonstandard_attr("SameSite") == "strict"]
    for cookie in strict:
        jar.clear(cookie.domain, cookie.path, cookie.name)
    answer = await client.get(address, follow_redirects=False)
    set_anew = {cookie.name for cookie in jar}
    for cookie in strict:
        if cookie.name not in set_anew:
            jar.set_cookie(cookie)
    return answer


async def log_in_at_work(
    client: Client, email: str = EMAIL, naar: str = "/scans"
) -> httpx.Response:
    """Log in at the provider, and come back with what it says."""
    return await come_back(client, await agree(await leave(client, naar), email))
