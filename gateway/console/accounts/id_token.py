"""What an ID token proves: of whom it is, once its signature and claims are found right."""

from datetime import datetime

import msgspec
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from msgspec import Struct

_CLOCK_SKEW_SECONDS = 60
# Only what the provider alone can sign: whoever learns our secret could sign with HS256.
_SIGNATURES = JWSRegistry(
    algorithms=[f"{kind}{bits}" for kind in ("RS", "PS", "ES") for bits in (256, 384, 512)],
    strict_check_header=False,
)


class NotProven(Exception):
    """What came back does not prove who somebody is; the text says why, and nothing of them."""


class UnknownKey(NotProven):
    """The token is signed with none of the keys that are known."""


class NoVerifiedEmail(Exception):
    """The provider tells no e-mail address, or one that it did not verify."""


class Expected(Struct, frozen=True):
    """Who must have made the token, for whom, and for which login."""

    issuer: str
    client_id: str
    nonce: str


class _Told(Struct, frozen=True):
    email: str | None = None
    # Some providers write their booleans as words; one that says nothing vouches for its own.
    email_verified: bool | str | None = None


def email_in(id_token: str, keys: KeySet, expected: Expected, now: datetime) -> str:
    """Return the address that the token proves.

    Raises `UnknownKey`, `NotProven` and `NoVerifiedEmail`.
    """
    try:
        token = jwt.decode(id_token, keys, registry=_SIGNATURES)
        _require(token, expected, now)
        told = msgspec.convert(token.claims, _Told)
    except InvalidKeyIdError as error:
        raise UnknownKey("an unknown key") from error
    except (JoseError, ValueError, msgspec.ValidationError) as error:
        raise NotProven(str(error)) from error
    if not told.email or str(told.email_verified).lower() == "false":
        raise NoVerifiedEmail
    return told.email


def _require(token: jwt.Token, expected: Expected, now: datetime) -> None:
    options = {"iss": {"value": expected.issuer}, "aud": {"value": expected.client_id}}
    params = {"nonce": expected.nonce, "client_id": expected.client_id}
    claims = CodeIDToken(token.claims, token.header, options, params)
    claims.validate(now=int(now.timestamp()), leeway=_CLOCK_SKEW_SECONDS)
