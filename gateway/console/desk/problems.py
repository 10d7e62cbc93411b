"""Why something on the working page could not be done, in a sentence for advisors."""

from collections.abc import Mapping
from typing import Any

from litestar import Request, Response
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.types import ExceptionHandlersMap

from conversations.handoffs import UnknownHandoff
from conversations.helpers import UnknownHelper
from conversations.ports import UnknownConversation
from conversations.text import EmptyText, TextTooLong
from gateway.attachments import FileNotAllowed, FileTooLarge
from gateway.console.desk import texts
from handoff.introducing import HelperNotAvailable, NoWayToReach
from handoff.moves import (
    IsClosed,
    IsLent,
    NobodyThere,
    NotForYou,
    NotYours,
    PromiseInPast,
    TakenByOther,
    UnknownPartner,
)
from handoff.partners import NotAnAddress
from handoff.sharing import NoLetters, NotYourShare, SharedAlready, UnknownShare

type _Request = Request[Any, Any, Any]

# What happened → status, a stable name, what to tell.
_PROBLEMS: Mapping[type[Exception], tuple[int, str, str]] = {
    TakenByOther: (409, "taken", texts.TAKEN),
    NotYours: (409, "not-yours", texts.NOT_YOURS),
    IsLent: (409, "lent", texts.LENT),
    IsClosed: (409, "closed", texts.CLOSED),
    PromiseInPast: (422, "promise-in-past", texts.PROMISE_IN_PAST),
    UnknownPartner: (422, "unknown-partner", texts.UNKNOWN_PARTNER),
    NobodyThere: (409, "nobody-there", texts.NOBODY_THERE),
    HelperNotAvailable: (409, "helper-not-available", texts.HELPER_NOT_AVAILABLE),
    NoWayToReach: (409, "no-way-to-reach", texts.NO_WAY_TO_REACH),
    UnknownHelper: (404, "unknown", texts.UNKNOWN_HELPER),
    NotAnAddress: (422, "not-an-address", texts.NOT_AN_ADDRESS),
    NoLetters: (409, "no-letters", texts.NO_LETTERS),
    SharedAlready: (409, "shared-already", texts.SHARED_ALREADY),
    NotYourShare: (409, "not-yours", texts.NOT_YOUR_SHARE),
    UnknownShare: (404, "unknown", texts.UNKNOWN_SHARE),
    # The same as for what is not there: nobody learns which ids exist.
    NotForYou: (404, "unknown", texts.UNKNOWN),
    UnknownHandoff: (404, "unknown", texts.UNKNOWN),
    UnknownConversation: (404, "unknown", texts.UNKNOWN),
    EmptyText: (422, "empty-text", texts.EMPTY),
    TextTooLong: (422, "text-too-long", texts.TOO_LONG),
    FileNotAllowed: (415, "file-not-allowed", texts.FILE_NOT_ALLOWED),
    FileTooLarge: (413, "file-too-large", texts.FILE_TOO_LARGE),
    # The body of the call, which only with a file in it can be so long.
    RequestEntityTooLarge: (413, "file-too-large", texts.FILE_TOO_LARGE),
}


def _named(_request: _Request, error: Exception) -> Response[dict[str, Any]]:
    status, name, detail = _PROBLEMS[type(error)]
    return Response(
        {"type": f"urn:schakel:problem:{name}", "status": status, "detail": detail},
        status_code=status,
        media_type="application/problem+json",
    )


file_handlers: ExceptionHandlersMap = dict.fromkeys(_PROBLEMS, _named)
handlers: ExceptionHandlersMap = {
    what: handler for what, handler in file_handlers.items() if what is not RequestEntityTooLarge
}
