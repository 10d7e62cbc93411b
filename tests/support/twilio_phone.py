"""Phones of people who write to us by Twilio, and Twilio's signed calls that bring what they do."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode
from uuid import uuid4

import httpx
from multidict import MultiDict
from twilio.request_validator import RequestValidator

type Fields = Sequence[tuple[str, str]]


@dataclass
class Taken:
    """A message of ours that Twilio took; addresses as Twilio writes them."""

    sid: str
    to: str
    sender: str
    body: str
    media: tuple[str, ...]
    template: str
    values: Mapping[str, str]
    callback: str
    at: datetime
    status: str = "queued"
    error_code: int | None = None
    sent_at: datetime | None = None

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Title and id of what can be pressed."""
        values = [self.values[name] for name in sorted(self.values, key=int)][1:]
        return list(zip(values[::2], values[1::2], strict=True))

    @property
    def text(self) -> str:
        """What the person reads, without what can be pressed."""
        return self.values.get("1", self.body)


@dataclass
class Product:
    """Who Twilio calls: `site` is the public address that is signed, `reach` where it really is."""

    account: str
    token: str
    site: str = "https://schakel.example.org"
    reach: str = ""
    answers: list[httpx.Response] = field(default_factory=list)
    """Of all calls."""

    async def call(self, url: str, fields: Fields, signature: str | None = None) -> httpx.Response:
        """Call an address of the site, signed with `token` unless with something else."""
        right = RequestValidator(self.token).compute_signature(url, MultiDict(fields))
        headers = {
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
            "X-Twilio-Signature": right if signature is None else signature,
        }
        where = (self.reach or self.site) + url.removeprefix(self.site)
        # Reading all certificates takes longer than the call, and nothing here is on https.
        async with httpx.AsyncClient(timeout=30, verify=False) as client:
            answer = await client.post(where, content=urlencode(fields), headers=headers)
        self.answers.append(answer)
        return answer


class Phone:
    """Somebody with this number; `taken` are all messages of the account."""

    def __init__(self, number: str, ours: str, product: Product, taken: list[Taken]) -> None:
        self.number = number
        self.name = "Janneke"
        self._ours = ours
        self._product = product
        self._taken = taken
        is_whatsapp = ours.startswith("whatsapp:")
        self.address = f"whatsapp:{number}" if is_whatsapp else number
        self._path = "/channels/whatsapp" if is_whatsapp else "/channels/sms"

    @property
    def received(self) -> list[Taken]:
        """What we sent to it, in order."""
        ends = (self.address, self._ours)
        return [message for message in self._taken if (message.to, message.sender) == ends]

    async def says(self, text: str, *, id: str | None = None) -> httpx.Response:
        """Send a text; the same `id` again is the same message."""
        return await self.sends([("Body", text)], kind="text", id=id)

    async def presses(self, title: str) -> httpx.Response:
        """Press what the last message with such a title shows."""
        message = next(one for one in reversed(self.received) if title in dict(one.choices))
        id = dict(message.choices)[title]
        if len(message.choices) > 3:
            more = [("Body", title), ("ListId", id), ("ListTitle", title)]
            return await self.sends(more, kind="interactive")
        more = [("Body", title), ("ButtonText", title), ("ButtonPayload", id)]
        return await self.sends(more, kind="button")

    async def shares_place(
        self, latitude: str, longitude: str, *, label: str = "", address: str = ""
    ) -> httpx.Response:
        """Send a place on the map."""
        words = [("Label", label), ("Address", address)]
        place = [("Body", ""), ("Latitude", latitude), ("Longitude", longitude)]
        return await self.sends(place + [one for one in words if one[1]], kind="location")

    async def sends_file(
        self, url: str, media_type: str, *, text: str = "", kind: str = "document"
    ) -> httpx.Response:
        """Send a file that Twilio has at `url`."""
        media = [("NumMedia", "1"), ("MediaUrl0", url), ("MediaContentType0", media_type)]
        return await self.sends([("Body", text), *media], kind=kind)

    async def opts_out(self, word: str = "stop", kind: str = "STOP") -> httpx.Response:
        """Say a word that Twilio itself understood."""
        return await self.sends([("Body", word), ("OptOutType", kind)], kind="text")

    async def sends(
        self,
        more: Fields,
        *,
        kind: str,
        id: str | None = None,
        signature: str | None = None,
    ) -> httpx.Response:
        """Send anything."""
        url = self._product.site + self._path
        fields = [*self._fields(id or f"SM{uuid4().hex}", kind), *more]
        if not any(name == "NumMedia" for name, _ in fields):
            fields.append(("NumMedia", "0"))
        return await self._product.call(url, fields, signature)

    async def reports(
        self, message: Taken, status: str, error_code: int | None = None
    ) -> httpx.Response:
        """Tell what became of a message, at the address that came with it."""
        message.status, message.error_code = status, error_code
        fields = [
            ("AccountSid", self._product.account),
            ("ApiVersion", "2010-04-01"),
            ("From", message.sender),
            ("MessageSid", message.sid),
            ("MessageStatus", status),
            ("SmsSid", message.sid),
            ("SmsStatus", status),
            ("To", message.to),
        ]
        if error_code is not None:
            fields.append(("ErrorCode", str(error_code)))
        return await self._product.call(message.callback, fields)

    def _fields(self, id: str, kind: str) -> list[tuple[str, str]]:
        fields = [
            ("SmsMessageSid", id),
            ("SmsSid", id),
            ("SmsStatus", "received"),
            ("MessageSid", id),
            ("AccountSid", self._product.account),
            ("ApiVersion", "2010-04-01"),
            ("From", self.address),
            ("To", self._ours),
            ("NumSegments", "1"),
        ]
        if not self.address.startswith("whatsapp:"):
            # Twilio knows no place of Dutch numbers, and says so.
            return [*fields, ("FromCity", ""), ("FromCountry", "NL"), ("ToCountry", "NL")]
        who = [("ProfileName", self.name), ("WaId", self.number.removeprefix("+"))]
        return [*fields, *who, ("MessageType", kind), ("ReferralNumMedia", "0")]


def values_of(text: str) -> dict[str, str]:
    """Return what was filled in in a template."""
    values: dict[str, str] = json.loads(text or "{}")
    return values
