"""An organisation's login: a real OpenID provider on a free port, that tests make lie."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import flask
import oidc_provider_mock
from joserfc import jwt
from joserfc.jwk import Key, RSAKey
from werkzeug.serving import make_server

CLIENT_ID = "schakel"
CLIENT_SECRET = "only-in-tests-and-long-enough"

type Claims = dict[str, Any]


class OidcProvider:
    """What the provider saw and signs with, and what it is to say otherwise than is true."""

    def __init__(self) -> None:
        self.url = ""
        self.seen: list[str] = []
        self.challenges: dict[str, str] = {}
        self.verifiers: list[str] = []
        self.lie: Claims = {}
        self.key: Key | None = None
        self.header: Claims = {}
        self.is_broken = False
        self._accounts: list[oidc_provider_mock.User] = []
        self._storage: Any = None

    def tell_of(self, email: str, /, **claims: object) -> None:
        """Let the account with this address have other claims than the address alone."""
        user = oidc_provider_mock.User(sub=email, claims={"email": email} | claims)
        self._accounts.append(user)

    def sign_with_new_key(self) -> None:
        """Take another key, and publish no other."""
        self._storage.jwk = RSAKey.generate_key(private=True)

    def challenged_by(self, verifier: str) -> bool:
        """Tell whether a login began with the S256 challenge of this verifier."""
        digest = hashlib.sha256(verifier.encode()).digest()
        return urlsafe_b64encode(digest).rstrip(b"=").decode() in self.challenges

    def before(self) -> tuple[str, int] | None:
        """Look at a call before the provider does."""
        self._storage = flask.g.oidc_provider_mock_storage
        for user in self._accounts:
            self._storage.store_user(user)
        self.seen.append(flask.request.path)
        if challenge := flask.request.args.get("code_challenge"):
            self.challenges[challenge] = flask.request.args["code_challenge_method"]
        if verifier := flask.request.form.get("code_verifier"):
            self.verifiers.append(verifier)
        return ("<p>Storing</p>", 502) if self.is_broken else None

    def after(self, response: flask.Response) -> flask.Response:
        """Sign another ID token than the provider did, where that is wanted."""
        answer = response.get_json(silent=True)
        if isinstance(answer, dict) and "id_token" in answer:
            signed = jwt.decode(answer["id_token"], self._storage.jwk)
            key = self.key or self._storage.jwk
            header = signed.header | self.header
            told = {**signed.claims, **self.lie}
            claims = {name: value for name, value in told.items() if value is not None}
            answer["id_token"] = jwt.encode(header, claims, key, [header["alg"]])
            response.set_data(flask.json.dumps(answer))
        return response


@contextmanager
def running_provider() -> Iterator[OidcProvider]:
    """Serve a provider, at another site than the console, until the block ends."""
    provider = OidcProvider()
    app = oidc_provider_mock.app(require_nonce=True)
    app.before_request(provider.before)
    app.after_request(provider.after)
    server = make_server("localhost", 0, app, threaded=True)
    provider.url = f"http://localhost:{server.server_port}"
    serving = Thread(target=server.serve_forever, args=(0.02,))
    serving.start()
    try:
        yield provider
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
