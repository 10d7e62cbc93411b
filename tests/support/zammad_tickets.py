"""What a Zammad of our own has: people, tickets, what was said in them and what was changed."""

from dataclasses import dataclass, field
from datetime import UTC, timedelta
from typing import Any

from kit.clock import utc_now
from tests.support.zammad_rules import STATES, data_of

GROUPS = ("Flevoland", "Urk")
BOT, AGENT, ADMIN = 3, 4, 5
NOBODY = 1


@dataclass
class Person:
    """Somebody with an account."""

    id: int
    firstname: str
    lastname: str
    email: str

    def told(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "login": self.email or "-",
            "firstname": self.firstname,
            "lastname": self.lastname,
            "email": self.email,
            "active": self.id != NOBODY,
        }


@dataclass
class Kept:
    """A ticket."""

    id: int
    fields: dict[str, Any]
    articles: list[dict[str, Any]] = field(default_factory=list)
    history: list[dict[str, Any]] = field(default_factory=list)


class Books:
    """All that is kept; `files` by their number, with their type."""

    def __init__(self) -> None:
        self.tickets: dict[int, Kept] = {}
        self.people = {
            one.id: one
            for one in (
                Person(NOBODY, "-", "", ""),
                Person(BOT, "Schakel", "", "schakel@example.org"),
                Person(AGENT, "Piet", "de Boer", "piet@example.org"),
                Person(ADMIN, "Els", "van Dam", "els@example.org"),
            )
        }
        self.files: dict[int, tuple[bytes, str]] = {}
        self._ids = 100
        self._last = utc_now()

    def open(self, user: int, fields: dict[str, Any], article: dict[str, Any]) -> Kept:
        """Make a ticket."""
        given = {"state": "new", "owner_id": NOBODY, **fields, "created_at": self.now()}
        kept = Kept(self._id(), given)
        self.tickets[kept.id] = kept
        self.add(kept, user, article)
        return kept

    def add(self, kept: Kept, user: int, fields: dict[str, Any]) -> dict[str, Any]:
        """Keep an article, and return it as Zammad tells of it."""
        now, attachments = self.now(), []
        for file in fields.get("attachments", ()):
            id = self._id()
            self.files[id] = (data_of(file["data"]), file["mime-type"])
            about = {"id": id, "filename": file["filename"], "size": str(len(self.files[id][0]))}
            attachments.append({**about, "preferences": {"Mime-Type": file["mime-type"]}})
        article = {
            "id": self._id(),
            "ticket_id": kept.id,
            "subject": fields.get("subject"),
            "body": fields["body"],
            "content_type": fields.get("content_type", "text/plain"),
            "type": fields.get("type", "note"),
            "sender": fields.get("sender", "Agent"),
            "internal": fields.get("internal", False),
            "message_id": fields.get("message_id"),
            "attachments": attachments,
            "created_by_id": user,
            "updated_by_id": user,
            "created_at": now,
            "updated_at": now,
        }
        kept.articles.append(article)
        kept.fields["updated_at"] = now
        about = {"object": "Ticket::Article", "type": "created", "related_o_id": kept.id}
        self._note(kept, user, o_id=article["id"], **about)
        return article

    def change(self, kept: Kept, user: int, name: str, value: Any) -> None:
        """Change a ticket, and keep that in its history; it is so already: nothing happens."""
        before = kept.fields.get(name)
        if before == value:
            return
        kept.fields[name] = value
        kept.fields["updated_at"] = self.now()
        changed: dict[str, Any] = {"value_from": str(before), "value_to": str(value)}
        if name == "owner_id":
            known = self.people[value]
            named = f"{known.firstname} {known.lastname}".strip()
            changed = {"value_from": "", "value_to": named, "id_from": before, "id_to": value}
        if name == "state":
            changed |= {"id_from": STATES.index(before) + 1, "id_to": STATES.index(value) + 1}
        attribute = name.removesuffix("_id")
        self._note(
            kept,
            user,
            object="Ticket",
            type="updated",
            attribute=attribute,
            o_id=kept.id,
            **changed,
        )

    def _note(self, kept: Kept, user: int, **about: Any) -> None:
        now = kept.fields["updated_at"]
        kept.history.append({"id": self._id(), "created_by_id": user, "created_at": now, **about})

    def _id(self) -> int:
        self._ids += 1
        return self._ids

    def now(self) -> str:
        """Return a moment that is later than all before, as Zammad writes it."""
        self._last = max(utc_now(), self._last + timedelta(milliseconds=1))
        return self._last.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
