"""The login of an organisation itself (OpenID Connect): where to go, and who comes back."""

import msgspec
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client

# authlib speaks HTTP with httpx2 where that is installed and with httpx elsewhere, and passes on
# the errors of the one it took.
from authlib.integrations.httpx_client._compat import (
    httpx2 as http,
)
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization
from msgspec import Struct

from gateway.console.accounts.departures import Departure
from gateway.console.accounts.id_token import Expected, NotProven, UnknownKey, email_in
from kit.clock import Clock

_DESCRIPTION = "/.well-known/openid-configuration"
_PATIENCE_SECONDS = 5.0
_POST_SECRET = "client_secret_post"  # noqa: S105


class ProviderUnavailable(Exception):
    """The provider does not answer, or not as a provider does."""


class Registration(Struct, frozen=True):
    """How the provider knows the console; `back` is the address to which it sends people."""

    issuer: str
    client_id: str
    client_secret: str
    back: str


class _Description(Struct, frozen=True):
    """https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata"""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)


class _Known(Struct, frozen=True):
    at: _Description
    keys: KeySet


class Provider:
    """One organisation's login; it is asked nothing before somebody wants to use it."""

    def __init__(self, registration: Registration, clock: Clock) -> None:
        self._as = registration
        self._clock = clock
        self._last_known: _Known | None = None

    async def address(self, departure: Departure) -> str:
        """Return where a browser is to go; raise `ProviderUnavailable`."""
        known = self._last_known or await self._look_anew()
        async with self._client() as client:
            address, _ = client.create_authorization_url(
                known.at.authorization_endpoint,
                state=departure.state,
                nonce=departure.nonce,
                code_verifier=departure.verifier,
            )
        return str(address)

    async def email(self, departure: Departure, code: str) -> str:
        """Return the verified address of who came back with this code.

        Raises `ProviderUnavailable`, `NotProven` and `NoVerifiedEmail`.
        """
        if not code:
            raise NotProven("no code")
        known = self._last_known or await self._look_anew()
        id_token = await self._exchange(known.at, code, departure.verifier)
        try:
            return self._email_in(id_token, known, departure)
        except UnknownKey:
            return self._email_in(id_token, await self._look_anew(), departure)

    def _email_in(self, id_token: str, known: _Known, departure: Departure) -> str:
        expected = Expected(known.at.issuer, self._as.client_id, departure.nonce)
        return email_in(id_token, known.keys, expected, self._clock())

    async def _exchange(self, at: _Description, code: str, verifier: str) -> str:
        try:
            async with self._client(at.token_endpoint_auth_methods_supported) as client:
                tokens = await client.fetch_token(
                    at.token_endpoint,
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=verifier,
                )
        except OAuthError as error:
            raise NotProven(f"the code is refused: {error.error}") from error
        except (http.HTTPError, http.InvalidURL, ValueError) as error:
            raise ProviderUnavailable(type(error).__name__) from error
        return str(tokens.get("id_token", ""))

    async def _look_anew(self) -> _Known:
        """Learn from the provider itself where everything is, and with what it signs."""
        issuer = self._as.issuer.rstrip("/")
        at = await self._get(issuer + _DESCRIPTION, _Description)
        if at.issuer.rstrip("/") != issuer:
            raise ProviderUnavailable("it describes another issuer")
        published = await self._get(at.jwks_uri, KeySetSerialization)
        try:
            keys = KeySet.import_key_set(published)
        except (JoseError, ValueError) as error:
            raise ProviderUnavailable("keys that can not be read") from error
        self._last_known = _Known(at, keys)
        return self._last_known

    async def _get[Shape](self, url: str, shape: type[Shape]) -> Shape:
        try:
            async with self._client() as client:
                response = await client.request("GET", url, withhold_token=True)
            response.raise_for_status()
            return msgspec.json.decode(response.content, type=shape)
        except (http.HTTPError, http.InvalidURL, msgspec.MsgspecError) as error:
            raise ProviderUnavailable(type(error).__name__) from error

    def _client(self, ways: tuple[str, ...] = ()) -> AsyncOAuth2Client:
        """Return a client for one login, which keeps the tokens that it gets."""
        return AsyncOAuth2Client(
            self._as.client_id,
            self._as.client_secret,
            # The way that every provider knows, unless it says that it does not.
            token_endpoint_auth_method=_POST_SECRET if ways == (_POST_SECRET,) else None,
            scope="openid email profile",
            redirect_uri=self._as.back,
            code_challenge_method="S256",
            timeout=_PATIENCE_SECONDS,
        )
