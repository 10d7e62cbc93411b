"""The register itself: what is found in it is only believed where it is what was asked for.

A server that does not know a question may answer with all that it has.
"""

from collections.abc import Mapping
from uuid import UUID

from gateway.tickets.calls import Calls, parsed
from gateway.tickets.klantinteracties.words import (
    Actor,
    Address,
    Contact,
    Made,
    Page,
    Person,
    Subject,
    Task,
    reference,
)
from handoff.tickets.port import DeskRefused

# The first version in which a contact can be found by a number of ours.
_SINCE = (0, 8)
_GONE = "404"


class Register:
    """Looks up, adds, changes and erases; each call raises a `BridgeError`."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._names: dict[UUID, str] = {}

    async def check(self) -> None:
        """Return where we are let in and can find back what we register."""
        answer = await self._calls.get("actoren", pageSize=1)
        told = answer.headers.get("API-version", "")
        if tuple(int(part) for part in told.split(".")[:2] if part.isdigit()) < _SINCE:
            raise DeskRefused("api-too-old")

    async def contact(self, key: UUID) -> Contact | None:
        """Return the contact that was registered with a key."""
        number = reference(key)
        found = await self._list("klantcontacten", Contact, referentienummer=number)
        return next((one for one in found if one.referentienummer == number), None)

    async def add_contact(self, body: Mapping[str, object]) -> Contact:
        answer = await self._calls.send("POST", "maak-klantcontact", body)
        return parsed(answer.content, Made).klantcontact

    async def later_contacts(self, first: UUID) -> list[UUID]:
        """Return which contacts are about an earlier one."""
        found = await self._list("onderwerpobjecten", Subject, wasKlantcontact__uuid=str(first))
        ours = [one for one in found if one.was_klantcontact and one.was_klantcontact.uuid == first]
        return [one.klantcontact.uuid for one in ours if one.klantcontact]

    async def people(self, contact: UUID) -> list[UUID]:
        """Return who a contact was with."""
        found = await self._list("betrokkenen", Person, hadKlantcontact__uuid=str(contact))
        return [one.uuid for one in found if one.had_klantcontact.uuid == contact]

    async def addresses(self, person: UUID) -> list[UUID]:
        """Return how somebody can be reached."""
        query = {"verstrektDoorBetrokkene__uuid": str(person)}
        found = await self._list("digitaleadressen", Address, **query)
        given = [(one.uuid, one.verstrekt_door_betrokkene) for one in found]
        return [id for id, by in given if by and by.uuid == person]

    async def add_address(self, body: Mapping[str, object]) -> None:
        await self._calls.send("POST", "digitaleadressen", body)

    async def actor(self, name: str) -> UUID:
        """Return who has a name, to the letter, and may be given something to do."""
        query = {"naam": name, "indicatieActief": "true"}
        for one in await self._list("actoren", Actor, **query):
            if one.naam == name and one.indicatie_actief:
                return one.uuid
        raise DeskRefused("no-actor")

    async def name(self, actor: UUID) -> str:
        if actor not in self._names:
            answer = await self._calls.get(f"actoren/{actor}")
            self._names[actor] = parsed(answer.content, Actor).naam
        return self._names[actor]

    async def task(self, id: str) -> Task | None:
        """Return a task; None if it is not there."""
        try:
            return parsed((await self._calls.get(f"internetaken/{id}")).content, Task)
        except DeskRefused as error:
            if error.code != _GONE:
                raise
            return None

    async def task_after(self, contact: UUID) -> Task | None:
        """Return what is to be done after a contact."""
        query = {"aanleidinggevendKlantcontact__uuid": str(contact)}
        found = await self._list("internetaken", Task, **query)
        return next((one for one in found if one.contact == contact), None)

    async def add_task(self, body: Mapping[str, object]) -> Task:
        return parsed((await self._calls.send("POST", "internetaken", body)).content, Task)

    async def change_task(self, id: str, fields: Mapping[str, object]) -> None:
        await self._calls.send("PATCH", f"internetaken/{id}", fields)

    async def erase(self, path: str) -> None:
        """Erase something; it is gone already: nothing happens."""
        try:
            await self._calls.send("DELETE", path, None)
        except DeskRefused as error:
            if error.code != _GONE:
                raise

    async def close(self) -> None:
        await self._calls.close()

    async def _list[One](self, what: str, shape: type[One], **query: str) -> list[One]:
        answer = await self._calls.get(what, **query)
        return parsed(answer.content, Page[shape]).results  # type: ignore[valid-type]
