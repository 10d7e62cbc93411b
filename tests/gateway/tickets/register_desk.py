"""An employee with a register of contacts that is none: it is not proven on a live server."""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from uuid import UUID

from conversations.files import NewFile
from gateway.tickets.klantinteracties.bridge import KlantinteractiesBridge
from gateway.tickets.klantinteracties.words import reference
from handoff.tickets.port import EventKind, TicketState
from kit.clock import utc_now
from tests.gateway.tickets.desks import Trouble
from tests.gateway.tickets.rt_desk import BreakingLine
from tests.support import klantinteracties
from tests.support.klantinteracties import TOKEN, Thing

_STATES = {"te_verwerken": TicketState.NEW, "verwerkt": TicketState.CLOSED}


class RegisterDesk:
    """The one of `tests/support/klantinteracties.py`."""

    name = "klantinteracties"
    groups = klantinteracties.GROUPS
    colleague = klantinteracties.GROUPS[0]
    does = frozenset((EventKind.CLOSED,))
    bridge: KlantinteractiesBridge

    async def start(self) -> None:
        self._open = AsyncExitStack()
        self.server = await self._open.enter_async_context(klantinteracties.running_register())
        self.line = BreakingLine()
        self.bridge = self.opened_with(TOKEN)

    def opened_with(self, token: str) -> KlantinteractiesBridge:
        """Return a bridge that shows this token."""
        url = self.server.url
        return KlantinteractiesBridge(url, token, "chat", clock=utc_now, transport=self.line)

    async def stop(self) -> None:
        await self._open.aclose()

    def trouble(self, kind: Trouble) -> None:
        """Let it be lost at the end: what is begun before is gone on with, but not yet found."""
        is_opening = not self.server.things["internetaken"]
        if kind is Trouble.LOST and is_opening:
            self.line.troubles.append(None)
        self.line.troubles.append(kind)

    async def count(self, key: UUID) -> int:
        contacts = [one for one in self.all("klantcontacten") if _is(one, key)]
        ids = [one["uuid"] for one in contacts]
        tasks = [one for one in self.all("internetaken") if _about(one) in ids]
        assert len(contacts) == len(tasks)
        return len(contacts)

    async def stands(self, ticket: str) -> str:
        first = _about(self.server.things["internetaken"][ticket])
        later = [
            one["klantcontact"]["uuid"]
            for one in self.all("onderwerpobjecten")
            if one["wasKlantcontact"]["uuid"] == first
        ]
        contacts = [self.server.things["klantcontacten"][one] for one in (first, *later)]
        said = [f"{one['onderwerp']}\n{one['inhoud']}" for one in contacts]
        people = [one["contactnaam"]["achternaam"] for one in self.all("betrokkenen")]
        return "\n".join([*said, *people, *(one["adres"] for one in self.all("digitaleadressen"))])

    async def where(self, ticket: str) -> tuple[str, TicketState]:
        task = self.server.things["internetaken"][ticket]
        (actor,) = task["toegewezenAanActoren"]
        return self.server.things["actoren"][actor["uuid"]]["naam"], _STATES[task["status"]]

    async def answers(self, ticket: str, text: str, file: NewFile | None = None) -> None:
        raise NotImplementedError

    async def answers_in_html(self, ticket: str, html: str) -> None:
        raise NotImplementedError

    async def notes(self, ticket: str, text: str) -> None:
        raise NotImplementedError

    async def takes(self, ticket: str) -> None:
        raise NotImplementedError

    async def releases(self, ticket: str) -> None:
        raise NotImplementedError

    async def moves(self, ticket: str, group: str) -> None:
        raise NotImplementedError

    async def closes(self, ticket: str) -> None:
        self.server.finish(ticket)

    def call(self, body: bytes) -> Mapping[str, str] | None:
        return None

    def all(self, kind: str) -> list[Thing]:
        """Return all that is there of a kind."""
        return list(self.server.things[kind].values())


def _is(contact: Thing, key: UUID) -> bool:
    return bool(contact["referentienummer"] == reference(key))


def _about(task: Thing) -> str:
    return str(task["aanleidinggevendKlantcontact"]["uuid"])
