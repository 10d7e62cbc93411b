"""Codes of six digits that an app on a phone makes anew every 30 seconds (RFC 6238)."""

from datetime import datetime

import pyotp
import segno
from pyotp.exceptions import OTPVerificationError

_ISSUER = "Schakel"
# A phone's clock may differ a little, and typing takes time.
_STEPS_AROUND = 1
_GROUP = 4


def new_secret() -> str:
    """Return a new secret, in base32."""
    return pyotp.random_base32()


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return of which 30 seconds (counted from 1970) the code is; None: it is wrong or too old."""
    digits = "".join(code.split())
    try:
        return pyotp.TOTP(secret).verify_and_get_timecode(
            digits, for_time=now, valid_window=_STEPS_AROUND
        )
    except OTPVerificationError:
        return None


def picture(secret: str, email: str) -> str:
    """Return the QR code that an app reads the secret from, as SVG to put in a page."""
    address = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=_ISSUER)
    return segno.make(address, micro=False).svg_inline(
        scale=4, light="#fff", svgclass=None, lineclass=None
    )


def spelled(secret: str) -> str:
    """Return the secret in groups of four, to type over."""
    return " ".join(secret[at : at + _GROUP] for at in range(0, len(secret), _GROUP))
