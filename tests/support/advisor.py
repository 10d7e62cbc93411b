"""Somebody of the team who works on the console of the running product."""

from typing import Any
from uuid import uuid4

import httpx

from tests.support.console import demo_console
from tests.support.product import Product


class Advisor:
    """The demo account on the console."""

    def __init__(self, product: Product, *, is_available: bool = True) -> None:
        self._console = demo_console(product)
        if is_available:
            self._post("/presence", state="available")

    def close(self) -> None:
        self._console.close()

    def finds(self, question: str) -> str:
        """Return the id of the one request that waits with such a question."""
        lines = self._get("/handoffs")["waiting"]
        (id,) = [line["id"] for line in lines if question in line["question"]]
        return str(id)

    def takes(self, question: str) -> str:
        """Take the request with such a question; return its id."""
        id = self.finds(question)
        self._post(f"/handoffs/{id}/take")
        return id

    def says(self, id: str, text: str) -> None:
        self._post(f"/handoffs/{id}/messages", client_id=str(uuid4()), text=text)

    def reads(self, id: str) -> dict[str, Any]:
        card: dict[str, Any] = self._get(f"/handoffs/{id}")
        return card

    def closes(self, id: str) -> None:
        self._post(f"/handoffs/{id}/close", outcome="geholpen")

    def _get(self, path: str) -> Any:
        return self._console.get(f"/adviseur/api{path}").raise_for_status().json()

    def _post(self, path: str, **body: object) -> httpx.Response:
        token = {"x-csrftoken": self._console.cookies["csrftoken"]}
        answer = self._console.post(f"/adviseur/api{path}", json=body, headers=token)
        return answer.raise_for_status()
