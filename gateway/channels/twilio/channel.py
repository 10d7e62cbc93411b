"""Messages to people, handed to Twilio."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlencode

import structlog
from twilio.base import values
from twilio.base.exceptions import TwilioException
from twilio.rest import Client
from twilio.rest.api.v2010.account.message import MessageInstance

from conversations.channels import MediaRef, OutboundMessage, Part, ProviderAway, Unclear
from conversations.files import NewFile
from gateway.channels.twilio.addresses import STATUS_PATH, to_twilio
from gateway.channels.twilio.attempts import Attempts
from gateway.channels.twilio.line import Account, Line
from gateway.channels.twilio.media import Media
from gateway.channels.twilio.rendering import Outgoing, Rendering
from gateway.channels.writing import segments
from kit.clock import Clock

_SECONDS = 10.0
# Twilio's clock is not ours, and its times are whole seconds.
_SLACK = timedelta(seconds=10)
_MOST_LOOKED_AT = 200

log = structlog.get_logger()


class TwilioChannel:
    """Sends from one number of ours, as `rendering` says: as WhatsApp or as SMS.

    `site` is our public address: there Twilio tells what became of a message, and fetches files.
    Made while a loop runs.
    """

    def __init__(
        self,
        rendering: Rendering,
        number: str,
        *,
        account: Account,
        site: str,
        clock: Clock,
        seconds: float = _SECONDS,
    ) -> None:
        self.name = rendering.name
        self.abilities = rendering.abilities
        self._rendering = rendering
        self._from = to_twilio(self.name, number)
        self._status_url = f"{site.rstrip('/')}{STATUS_PATH}"
        self._clock = clock
        self._attempts = Attempts()
        self._line = Line(account, seconds)
        self._media = Media(account, seconds)
        self._client = Client(account.sid, account.token, http_client=self._line)
        self._client.api.base_url = account.api

    def parts(self, message: OutboundMessage) -> Sequence[Part]:
        return self._rendering.parts(message)

    async def send(self, to: str, part: Part, tag: str) -> str:
        id = await self._create(to, self._rendering.outgoing(part), tag)
        count = segments(part.text).count
        log.info("twilio.sent", channel=self.name, tag=tag, id=id, segments=count)
        return id

    async def sent_before(self, to: str, part: Part, tag: str, since: datetime) -> str | None:
        known = self._attempts.id_of(tag)
        if known is not None:
            return known
        begun = (self._attempts.began(tag) or since) - _SLACK
        for message in await self._messages(to):
            is_after = message.date_created and message.date_created >= begun
            is_free = not self._attempts.is_taken(message.sid)
            if is_after and is_free and _is_same(message, part):
                return str(message.sid)
        return None

    async def send_template(self, to: str, template: str, tag: str) -> str:
        return await self._create(to, self._rendering.template(template), tag)

    async def fetch(self, media: MediaRef, limit: int) -> NewFile:
        return await self._media.fetch(media, limit)

    async def close(self) -> None:
        await self._line.close()
        await self._media.close()

    async def _create(self, to: str, outgoing: Outgoing, tag: str) -> str:
        self._attempts.begin(tag, self._clock())
        try:
            created = await self._client.messages.create_async(
                to=to_twilio(self.name, to),
                from_=self._from,
                status_callback=f"{self._status_url}?{urlencode({'tag': tag})}",
                body=outgoing.body or values.unset,
                media_url=[outgoing.media] if outgoing.media else values.unset,
                content_sid=outgoing.template or values.unset,
                content_variables=outgoing.variables or values.unset,
            )
        except (TwilioException, AttributeError, TypeError, ValueError):
            # It is an answer, but not one of a message; what twilio says of it may hold a number.
            raise Unclear("odd-answer") from None
        if not created.sid:
            raise Unclear("odd-answer")
        self._attempts.succeed(tag, created.sid)
        return str(created.sid)

    async def _messages(self, to: str) -> list[MessageInstance]:
        """Return the last messages, also those that wait and have no day of sending yet."""
        try:
            found: list[MessageInstance] = await self._client.messages.list_async(
                to=to_twilio(self.name, to),
                from_=self._from,
                limit=_MOST_LOOKED_AT,
                page_size=_MOST_LOOKED_AT,
            )
        except (TwilioException, AttributeError, TypeError, ValueError):
            raise ProviderAway("odd-answer") from None
        return found


def _is_same(message: MessageInstance, part: Part) -> bool:
    body = str(message.body or "").strip()
    if part.choices:
        # Of a template it is what was filled in, with perhaps something around it.
        return part.text.strip() in body
    return body == part.text.strip() and message.num_media == str(int(part.file is not None))
