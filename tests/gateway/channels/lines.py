"""One way to try every channel: somebody writes, is answered, and things go wrong on the way."""

from datetime import timedelta
from typing import Any, Protocol
from uuid import uuid4

import httpx

from advice.channels import MenuWords
from conversations.channels import Channel
from gateway.channels.telegram.bot import hang_up, prepare, telegram_bot
from gateway.channels.telegram.channel import TelegramChannel
from gateway.channels.telegram.updates import Arrive
from gateway.channels.twilio.channel import TwilioChannel
from gateway.channels.twilio.line import Account
from gateway.channels.twilio.sms import Sms
from gateway.channels.twilio.whatsapp import WhatsApp
from kit.clock import Clock
from tests.support import telegram as telegram_api
from tests.support import twilio as twilio_api
from tests.support.telegram_chats import Chat
from tests.support.twilio_troubles import half, hangs, ill, too_fast

SITE = "https://schakel.example.org"
OLD, WRONG = "the-secret-before-this-one", "not-a-secret-of-ours"
# Long enough for a call on a busy machine, short enough to wait for.
SECONDS = 1.0


class Line(Protocol):
    """Somebody who writes on one channel, and the provider in between."""

    name: str
    address: str
    """Theirs, as the channel calls it; empty on the website."""
    refused: int
    """The status of a call with a wrong secret."""
    settings: dict[str, Any]
    looks_back: bool
    """The provider tells whether something arrived, when its answer did not."""

    async def start(self, site: str, arrive: Arrive) -> None:
        """Begin; `site` is where the product listens, `arrive` takes what it fetches itself."""
        ...

    async def stop(self) -> None:
        """End."""
        ...

    def channel(self, words: MenuWords, clock: Clock) -> Channel | None:
        """Return what carries our messages; None where people come and read."""
        ...

    async def says(self, text: str, *, secret: str | None = None) -> int:
        """Send a text; `secret` in place of the right one. Returns the status of the call."""
        ...

    async def says_it_again(self) -> int:
        """Let the last message come in once more."""
        ...

    async def said_yesterday(self, text: str) -> int:
        """Let a text come in that waited a day at the provider."""
        ...

    async def sends_something_odd(self) -> int:
        """Send what the channel knows and we do not."""
        ...

    async def heard(self) -> list[str]:
        """Return what was said to them, in order."""
        ...

    def trouble(self, kind: str) -> None:
        """Let the next call to the provider go wrong: throttled, ill, silent or half."""
        ...


class TwilioLine:
    """WhatsApp or SMS."""

    address = "+31612345678"
    refused = 403
    looks_back = True

    def __init__(self, name: str, clock: Clock) -> None:
        self.name = name
        self.settings = {
            "twilio_account": twilio_api.ACCOUNT,
            "twilio_token": twilio_api.TOKEN,
            "twilio_old_token": OLD,
            f"{name}_number": twilio_api.NUMBER,
            "site_url": SITE,
        }
        self._twilio = twilio_api.Twilio(clock)
        self._phone = self._twilio.phone(self.address, is_whatsapp=name == "whatsapp")
        self._last: tuple[str, str] = ("", "")

    async def start(self, site: str, arrive: Arrive) -> None:
        await self._twilio.start()
        self._twilio.product.reach = site

    async def stop(self) -> None:
        await self._twilio.stop()

    def channel(self, words: MenuWords, clock: Clock) -> Channel:
        rendering = WhatsApp(words, {}) if self.name == "whatsapp" else Sms(words)
        account = Account(twilio_api.ACCOUNT, twilio_api.TOKEN, self._twilio.url)
        return TwilioChannel(
            rendering, twilio_api.NUMBER, account=account, site=SITE, clock=clock, seconds=SECONDS
        )

    async def says(self, text: str, *, secret: str | None = None) -> int:
        product, right = self._twilio.product, twilio_api.TOKEN
        product.token = right if secret is None else secret
        self._last = (text, f"SM{uuid4().hex}")
        answer = await self._phone.says(text, id=self._last[1])
        product.token = right
        return answer.status_code

    async def says_it_again(self) -> int:
        text, id = self._last
        return (await self._phone.says(text, id=id)).status_code

    async def said_yesterday(self, text: str) -> int:
        # Twilio's calls bear no time: one of yesterday looks like any other.
        return await self.says(text)

    async def sends_something_odd(self) -> int:
        answer = await self._phone.sends([("Body", ""), ("Flow", "{}")], kind="flow")
        return answer.status_code

    async def heard(self) -> list[str]:
        return [one.text for one in self._phone.received]

    def trouble(self, kind: str) -> None:
        troubles = {
            "throttled": too_fast("1"),
            "ill": ill(500),
            "silent": hangs(is_taken=False),
            "half": half(),
        }
        self._twilio.troubles.append(troubles[kind])


class TelegramLine:
    """Telegram, which calls us."""

    name = "telegram"
    address = "4711"
    refused = 403
    looks_back = False

    def __init__(self) -> None:
        self.settings = {
            "telegram_token": telegram_api.TOKEN,
            "telegram_secret": telegram_api.SECRET,
            "telegram_old_secret": OLD,
            "site_url": SITE,
        }
        self._api = telegram_api.BotApi()
        self._chat: Chat = self._api.chat(int(self.address))

    async def start(self, site: str, arrive: Arrive) -> None:
        await self._api.start()
        self._api.at[SITE] = site
        bot = telegram_bot(telegram_api.TOKEN, api=self._api.url)
        await prepare(bot, site=SITE, secret=telegram_api.SECRET)
        await hang_up(bot)

    async def stop(self) -> None:
        await self._api.stop()

    def channel(self, words: MenuWords, clock: Clock) -> Channel:
        bot = telegram_bot(telegram_api.TOKEN, api=self._api.url, seconds=SECONDS)
        return TelegramChannel(bot, words)

    async def says(self, text: str, *, secret: str | None = None) -> int:
        assert self._api.webhook is not None
        right = self._api.webhook
        if secret is not None:
            self._api.webhook = type(right)(right.url, secret or None)
        try:
            return int((await self._chat.says(text)).status)
        finally:
            self._api.webhook = right

    async def says_it_again(self) -> int:
        answer = await self._api.again()
        assert answer is not None
        return answer.status

    async def said_yesterday(self, text: str) -> int:
        return int((await self._chat.said_before(text, timedelta(days=1))).status)

    async def sends_something_odd(self) -> int:
        return int((await self._chat.sends_sticker()).status)

    async def heard(self) -> list[str]:
        return [one.text for one in self._chat.received]

    def trouble(self, kind: str) -> None:
        match kind:
            case "throttled":
                self._api.throttle(1, "sendMessage")
            case "ill":
                self._api.refuse(500, "Internal Server Error", "sendMessage")
            case "silent":
                self._api.hang("sendMessage")
            case _:
                self._api.cut("sendMessage")


class WebLine:
    """The website, where a browser comes and reads."""

    name = "web"
    address = ""
    refused = 401
    looks_back = True

    def __init__(self) -> None:
        self.settings: dict[str, Any] = {}
        self._http = httpx.AsyncClient(timeout=30)
        self._path = ""
        self._token = ""
        self._last: dict[str, str] = {}

    async def start(self, site: str, arrive: Arrive) -> None:
        api = f"{site}/api/v1/conversations"
        opened = (await self._http.post(api, json={})).json()
        self._path, self._token = f"{api}/{opened['id']}/messages", opened["token"]

    async def stop(self) -> None:
        await self._http.aclose()

    def channel(self, words: MenuWords, clock: Clock) -> None:
        return None

    async def says(self, text: str, *, secret: str | None = None) -> int:
        self._last = {"client_id": str(uuid4()), "text": text}
        return await self._post(self._last, self._token if secret is None else secret)

    async def says_it_again(self) -> int:
        return await self._post(self._last, self._token)

    async def said_yesterday(self, text: str) -> int:
        # A browser that kept it sends it now.
        return await self.says(text)

    async def sends_something_odd(self) -> int:
        return await self._post({"client_id": str(uuid4()), "sticker": "👍"}, self._token)

    async def heard(self) -> list[str]:
        headers = {"Authorization": f"Bearer {self._token}"}
        view = (await self._http.get(self._path, headers=headers)).json()
        return [one["text"] for one in view["messages"] if one["author"] != "entrepreneur"]

    def trouble(self, kind: str) -> None:
        raise NotImplementedError("nothing is carried here")

    async def _post(self, body: dict[str, str], token: str) -> int:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return (await self._http.post(self._path, json=body, headers=headers)).status_code
