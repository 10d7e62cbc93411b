"""Who may open a conversation: whoever holds its token, or one that a link gave."""

import hmac
from typing import Any
from uuid import UUID

from litestar import Request
from litestar.di import NamedDependency
from litestar.params import FromPath, SkipValidation

from conversations.conversation import Conversation
from conversations.ports import Store
from gateway.channels.web.door import Door
from gateway.channels.web.problems import NoAccess
from gateway.receive import token_hash

_SCHEME = "bearer "


async def opened_conversation(
    conversation_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    door: NamedDependency[SkipValidation[Door]],
) -> Conversation:
    """Return the conversation of the path if the call brings its token.

    Raises `NoAccess` without or with a wrong token, `UnknownConversation` when there is none.
    """
    authorization = request.headers.get("Authorization", "")
    if not authorization.lower().startswith(_SCHEME):
        raise NoAccess
    async with door.store.reading() as work:
        conversation = await work.conversation(conversation_id)
    shown = token_hash(authorization[len(_SCHEME) :].strip())
    if not hmac.compare_digest(shown, conversation.token_hash):
        await _require_token_of_link(shown, conversation.id, door.store)
    return conversation


async def _require_token_of_link(shown: bytes, conversation: UUID, store: Store) -> None:
    async with store.reading() as work:
        tokens = await work.tokens_of_links(conversation)
    # A list, so that all of them are compared: the time it takes tells nothing.
    if not any([hmac.compare_digest(shown, token) for token in tokens]):
        raise NoAccess
