"""What a mail server refuses, named by what it means for a message."""

from collections.abc import Mapping
from datetime import timedelta

from conversations.channels import (
    DeliveryError,
    NotOurs,
    ProviderAway,
    Refused,
    Unclear,
    Unreachable,
)
from gateway.smtp import NEVER, NotTaken, Step

# What refuses for now, often so that senders of spam give up, must not be asked every second:
# https://www.rfc-editor.org/rfc/rfc6647#section-2.2
_PAUSE = timedelta(seconds=30)
# https://www.rfc-editor.org/rfc/rfc4954#section-6: it wants us to log in, whoever it is to.
_LOGIN_NEEDED = 530

_NAMED: Mapping[Step, type[DeliveryError]] = {
    Step.LOGIN: NotOurs,
    Step.SENDER: NotOurs,
    Step.RECIPIENT: Unreachable,
    Step.CONTENT: Refused,
}


def delivery_error(error: NotTaken) -> DeliveryError:
    """Return what it means for a message that it was not taken."""
    if not error.code:
        is_unclear = error.step is Step.CONTENT
        return Unclear("broken off") if is_unclear else ProviderAway("unreachable")
    code = f"{error.code} {error.status}".strip()
    if error.code not in NEVER:
        return ProviderAway(code, _PAUSE)
    if error.code == _LOGIN_NEEDED:
        return NotOurs(code)
    return _NAMED[error.step](code)
