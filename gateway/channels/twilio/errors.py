"""What Twilio says went wrong, as one of our own errors."""

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus

from conversations.channels import (
    DeliveryError,
    NotOurs,
    OptedOut,
    OutsideWindow,
    ProviderAway,
    Refused,
    Throttled,
    Unclear,
    Unreachable,
)

# Each code has its own page, such as https://www.twilio.com/docs/api/errors/21610
CODES: Mapping[int, type[DeliveryError]] = {
    10001: NotOurs,  # the account is not active
    14107: Throttled,  # too many messages in a time
    20003: NotOurs,  # wrong account or token
    20005: NotOurs,  # the account is not active
    20403: NotOurs,  # the account is suspended or closed
    20404: NotOurs,  # no such account
    20429: Throttled,  # too many calls; never processed, so safe to repeat
    20500: ProviderAway,  # internal error
    20503: ProviderAway,  # service unavailable
    21211: Unreachable,  # not a telephone number
    21212: NotOurs,  # our own number is none
    21408: Unreachable,  # our account may not write to that country
    21602: Refused,  # nothing to say
    21603: NotOurs,  # no number of ours was given
    21604: Refused,  # no number to write to was given
    21606: NotOurs,  # our number is not ours, or sends no messages
    21608: NotOurs,  # a trial account writes to verified numbers only
    21610: OptedOut,  # the person replied STOP
    21611: Throttled,  # too many messages wait at our number
    21612: Unreachable,  # there is no way from our number to theirs
    21614: Unreachable,  # not a mobile number
    21617: Refused,  # longer than 1,600 characters
    21619: Refused,  # no text, media or template
    21620: Refused,  # the address of the media is none
    21623: Refused,  # too many media
    21635: Unreachable,  # a landline
    21655: Refused,  # no such template
    21656: Refused,  # what is filled in does not fit the template
    21730: ProviderAway,  # under maintenance
    21910: Refused,  # from and to are of different channels
    30001: Throttled,  # the queue is full
    30002: NotOurs,  # the account was suspended meanwhile
    30003: Unreachable,  # the phone is off or out of reach
    30004: Unreachable,  # the number is blocked from getting this
    30005: Unreachable,  # the number is unknown or no longer in use
    30006: Unreachable,  # a landline, or a carrier that cannot be reached
    30007: Refused,  # filtered by Twilio or the carrier
    30008: Refused,  # unknown
    30500: ProviderAway,  # internal error
    63001: NotOurs,  # the channel does not know us
    63002: NotOurs,  # the channel does not know our address
    63003: Unreachable,  # the channel does not know their address
    63005: Refused,  # the channel did not accept the content
    63007: NotOurs,  # our number has no WhatsApp
    63008: NotOurs,  # the channel is set up wrongly
    63010: ProviderAway,  # internal error of the channel
    63012: ProviderAway,  # internal error of the channel's provider
    63013: Refused,  # against the channel's policy
    63014: OptedOut,  # the person blocked us
    63015: Unreachable,  # did not join the sandbox
    63016: OutsideWindow,  # the person did not write for 24 hours
    63018: Throttled,  # too fast for the channel
    63019: Refused,  # the media could not be fetched from us
    63020: NotOurs,  # WhatsApp's own business account is not in order
    63021: Refused,  # the channel does not take this content
    63022: NotOurs,  # the certificate of our name is wrong
    63024: Unreachable,  # the address is not on WhatsApp
    63027: Refused,  # the template is not known in this language
    63028: Refused,  # not as many values as the template asks
    63032: Unreachable,  # WhatsApp keeps this person out, for now
    63033: OptedOut,  # the person does not take messages of us
    63038: Throttled,  # the messages of one day are used up
    63049: Refused,  # Meta chose not to deliver it
    63051: NotOurs,  # WhatsApp locked our account
}
_STATUSES: Mapping[int, type[DeliveryError]] = {
    HTTPStatus.UNAUTHORIZED: NotOurs,
    HTTPStatus.PAYMENT_REQUIRED: NotOurs,
    HTTPStatus.FORBIDDEN: NotOurs,
    HTTPStatus.NOT_FOUND: NotOurs,
    HTTPStatus.REQUEST_TIMEOUT: Unclear,
    HTTPStatus.TOO_MANY_REQUESTS: Throttled,
    # What stands between us and Twilio cannot know whether Twilio took it.
    HTTPStatus.BAD_GATEWAY: Unclear,
    HTTPStatus.GATEWAY_TIMEOUT: Unclear,
}
_MOST_WAIT = timedelta(hours=1)


def meaning(code: int, status: int = HTTPStatus.BAD_REQUEST) -> type[DeliveryError]:
    """Return what a code of Twilio means; of a code that is not in the table, what `status` says.

    Without a code (0) it is the status alone.
    """
    by_status = _STATUSES.get(status)
    if by_status is None:
        is_ours = status in range(HTTPStatus.BAD_REQUEST, HTTPStatus.INTERNAL_SERVER_ERROR)
        by_status = Refused if is_ours else ProviderAway
    return CODES.get(code, by_status)


def error_for(code: int, status: int, retry_after: str = "") -> DeliveryError:
    """Return the error to raise; `retry_after` is the header, in seconds, if it was given."""
    wait = None
    if retry_after.isascii() and retry_after.isdigit() and len(retry_after) < _DIGITS:
        wait = min(timedelta(seconds=int(retry_after)), _MOST_WAIT)
    return meaning(code, status)(str(code or status), wait)


_DIGITS = 7
