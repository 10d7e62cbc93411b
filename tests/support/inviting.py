"""People who asked to hear of something, a team lead who sends it, and what carries it to them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from advice.content import Content
from advice.invitations import Invitation
from conversations.channels import Arrival, Part
from conversations.contacts import Contact
from conversations.conversation import Conversation
from conversations.fakes import ScriptedChannel
from conversations.opt_ins import OptIn
from conversations.stage import Stage
from gateway.arriving import Arriving
from gateway.console.inviting.inviting import Inviting as Desk
from gateway.console.inviting.inviting import told
from gateway.console.inviting.links import Doors
from gateway.console.inviting.wording import Wording
from gateway.deliver import SMS, WHATSAPP, Delivering
from gateway.inviting import Inviting
from handoff.advisors import Advisor, Role
from handoff.inviting import Came, Prospect, Reach, Sending
from storage.database import Database
from storage.store import SqlStore
from tests.handoff.people import advisor
from tests.support.time import HandClock

SUBJECT, INVITATION = "snoeien", "snoeien-2027"
WINDOW = timedelta(hours=24)
CHANNELS = (SMS, WHATSAPP, "telegram")


class Post(ScriptedChannel):
    """Remembers also by what name each part went out."""

    def __init__(self, name: str, window: timedelta | None = None) -> None:
        super().__init__(name, window)
        self.tags: list[str] = []

    async def send(self, to: str, part: Part, tag: str) -> str:
        id = await super().send(to, part, tag)
        self.tags.append(tag)
        return id


@dataclass
class World:
    """All of them; `templates` are the texts that WhatsApp approved."""

    store: SqlStore
    database: Database
    content: Content
    clock: HandClock
    templates: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.post = {name: Post(name, WINDOW if name == WHATSAPP else None) for name in CHANNELS}
        self.lead: Advisor
        self._number = 0

    async def begin(self) -> None:
        self.lead = await advisor(self.store, self.clock, uuid4().hex, Role.LEAD)

    @property
    def reach(self) -> Reach:
        return Reach(CHANNELS, {WHATSAPP: WINDOW}, self.templates)

    @property
    def desk(self) -> Desk:
        organisation, words = self.content.organisation, self.content.channels.menu
        can = {name: post.abilities for name, post in self.post.items()}
        wording = Wording(organisation, words, can, self.reach)
        return Desk(self.store, self.content, self.reach, Doors(), wording, self.clock)

    @property
    def invitation(self) -> Invitation:
        found = self.content.invitations.invitation(INVITATION)
        assert found is not None
        return found

    async def meet(self, address: str, channel: str = "telegram") -> UUID:
        head = Conversation(uuid4(), channel, b"", Stage.BOT, self.clock())
        async with self.store.transaction() as work:
            await work.open(head)
            assert await work.meet(Contact(channel, address, head.id, self.clock()))
        return head.id

    async def wants(
        self,
        address: str,
        channel: str = "telegram",
        *,
        subject: str = SUBJECT,
        municipality: str | None = "urk",
    ) -> UUID:
        """Let somebody, perhaps new, say yes."""
        async with self.store.reading() as work:
            contact = await work.contact(channel, address)
        conversation = contact.conversation if contact else await self.meet(address, channel)
        wish = OptIn(channel, address, subject, 1, self.clock(), conversation, municipality)
        async with self.store.transaction() as work:
            await work.opt_in(wish)
        return conversation

    async def later(self, **time: float) -> None:
        self.clock.forward(timedelta(**time).total_seconds())

    async def sends(self, invitation: Invitation | None = None) -> str:
        """Let the team lead look and send."""
        wanted = invitation or self.invitation
        number = (await self.desk.outlook(wanted)).count(Prospect.NOW)
        return await self.desk.send(wanted, told(number), self.lead)

    async def sending(self) -> Sending:
        """Return the newest sending."""
        async with self.store.reading() as work:
            return (await work.sendings(limit=1))[0]

    async def came(self) -> Came:
        async with self.store.reading() as work:
            return await work.what_came_of((await self.sending()).id)

    async def invites(self) -> int:
        """Let a worker, one that was never there before, invite whom it may."""
        return await Inviting(self.content, self.reach, store=self.store, clock=self.clock).round()

    async def delivers(self) -> None:
        delivering = Delivering(
            self.post,
            store=self.store,
            news=self.database.news(),
            clock=self.clock,
            site="https://schakel.example.org",
        )
        await delivering.round()

    async def minutes(self, number: int) -> None:
        """Let minutes go by in which all that is due is done."""
        for _ in range(number):
            await self.invites()
            await self.delivers()
            self.clock.forward(60)

    async def grows_too_old(self) -> None:
        """Let all conversations be erased, as when nothing happened in them for long."""
        async with self.store.transaction() as work:
            await work.erase_untouched_since(self.clock() + timedelta(seconds=1))

    async def writes(self, address: str, text: str, channel: str = "telegram") -> None:
        self._number += 1
        arriving = Arriving(self.content, store=self.store, clock=self.clock)
        id = f"M{self._number}-{address}"
        await arriving(Arrival(channel=channel, address=address, external_id=id, text=text))

    def invited(self) -> Sequence[str]:
        """Return who got the invitation, in order."""
        text = self.content.organisation.fill(self.invitation.text)
        return [to for post in self.post.values() for to, part in post.sent if text in part.text]
