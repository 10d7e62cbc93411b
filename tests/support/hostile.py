"""Puts an attack in everything that somebody can write, in the database of a running product."""

import secrets
from datetime import timedelta
from uuid import UUID, uuid4

from msgspec import Struct, structs

from advice.content import Content
from advice.proposals.proposal import NewQuestion, NewSentence
from advice.scan.record import record
from advice.scan.result import Assessor
from advice.scan.walk import Walk
from conversations.channels import Arrival
from conversations.files import NewFile
from conversations.handoffs import Outcome, Rating
from conversations.messages import Inbound, Kind, Meta, Reply
from conversations.scans import Given
from conversations.stage import Stage
from conversations.way_back import LinkCode
from gateway.arriving import Arriving
from handoff.advisors import Advisor, Role
from handoff.cases import Note
from handoff.moves import Closing, Moves
from handoff.partners import PartnerShare, Purpose, code_hash
from handoff.proposals import Proposal
from handoff.visiting import PartnerMessage, Visiting
from storage.store import SqlStore
from tests.handoff import people, pool_people
from tests.support.console import member
from tests.support.time import HandClock

_TAG = '"><img src=x onerror="window.__hit=1">'
_ATTACK = f"{_TAG}<script>window.__hit=1</script>{{{{7*7}}}}${{7*7}}"

# Where not every sign fits: a name of a file has no slash, a first name no space, a partner's
# name sixty signs.
_OTHER_WORDS = {
    "file name": f"{_TAG} file name.txt",
    "helper's name": '"><img/src="x"/onerror="window.__hit=1">helper',
    "partner's name": f"{_TAG}{{{{7*7}}}} partner",
}


def hostile(field: str) -> str:
    """Return an attack by which one can see where it was written."""
    return _OTHER_WORDS.get(field, f"{_ATTACK} {field}")


class Places(Struct):
    """What the pages of the attacks are found by: ids, the code of a partner, names of files."""

    talk: UUID
    phone: UUID
    mail: UUID
    first: UUID
    scan: UUID
    code: str
    file: str


class Attacker:
    """Writes as everybody; `talk` is a conversation on the website whose key a browser has."""

    def __init__(self, store: SqlStore, content: Content, clock: HandClock, talk: UUID) -> None:
        self._store = store
        self._content = content
        self._clock = clock
        self._talk = talk
        self._moves = Moves(content)

    async def write_everywhere(self, email: str) -> Places:
        """Write in every field; who logs in with `email` has what there is to have."""
        me = await member(
            self._store, email, name=hostile("advisor's name"), role=Role.ADMINISTRATOR
        )
        colleague = await member(self._store, "anna@example.org", name=hostile("colleague's name"))
        async with self._store.transaction() as work:
            await work.see_presence(colleague.id, self._clock(), is_available=True)
        first = await self._first_request(me)
        talk = await self._request(me)
        code = await self._partner(talk, me)
        scan = await self._scan()
        await self._helper()
        await self._learning(me)
        phone = await self._arrival("telegram", "phone")
        mail = await self._arrival("email", "mail")
        async with self._store.transaction() as work:
            await self._moves.take(work, mail, colleague, self._clock())
        return Places(talk, phone, mail, first, scan, code, await self._file())

    async def _first_request(self, me: Advisor) -> UUID:
        """Let somebody ask, be helped, and say in own words how that was."""
        request = structs.replace(people.wish(self._clock), question=hostile("earlier question"))
        asked = await people.ask(self._store, self._clock, self._talk, request)
        async with self._store.transaction() as work:
            await self._moves.take(work, asked.id, me, self._clock())
        async with self._store.transaction() as work:
            closing = Closing(Outcome.HELPED)
            await self._moves.close(work, asked.id, me, closing, self._clock())
            await work.rate(self._talk, Rating(2, hostile("remark")))
            await work.move(self._talk, Stage.CLOSED, Stage.BOT)
        self._clock.forward(1)
        return asked.id

    async def _request(self, me: Advisor) -> UUID:
        """Let the same person ask again, and both sides write."""
        request = structs.replace(
            people.wish(self._clock),
            name=hostile("name"),
            question=hostile("question"),
            contact=hostile("contact"),
        )
        id = (await people.ask(self._store, self._clock, self._talk, request)).id
        now = self._clock()
        file = NewFile(hostile("file name"), "text/plain", hostile("file").encode())
        async with self._store.transaction() as work:
            await self._moves.take(work, id, me, now)
            said = Inbound(uuid4().hex, hostile("message"))
            await work.receive(self._talk, said, now, is_turn=False)
            await self._moves.write(work, id, me, uuid4(), hostile("advisor's message"), now)
            await self._moves.send_files(work, id, me, uuid4(), Reply("", files=(file,)), now)
            await work.add_note(Note(uuid4(), id, me.id, hostile("note"), now))
        return id

    async def _partner(self, handoff: UUID, me: Advisor) -> str:
        """Let a partner read along and write; return the code of the link."""
        now, code = self._clock(), secrets.token_urlsafe(32)
        share = PartnerShare(
            id=uuid4(),
            handoff=handoff,
            advisor=me.id,
            partner=next(iter(self._content.partners)),
            email=hostile("partner's address"),
            purpose=Purpose.ALONG,
            note=hostile("word for the partner"),
            asked_at=now,
        )
        said = PartnerMessage(uuid4(), hostile("partner's name"), hostile("partner's message"))
        async with self._store.transaction() as work:
            await work.ask_share(share)
            link = LinkCode(code_hash(code), now + timedelta(days=1))
            await work.answer_share(share.id, link, now)
            await Visiting(self._content).write(work, code, said, now)
        return code

    async def _scan(self) -> UUID:
        """Do the scan in the conversation, for an advisor to see."""
        now, scan = self._clock(), self._content.scan
        walk = Walk(version=scan.version).saying(hostile("own words"), now)
        walk = structs.replace(walk, consents={"advies": Given(True, 2, now)})
        assessor = Assessor(self._content.schemes, self._content.partners)
        made = record(walk, {}, assessor.result(scan, {}, now.date()))
        async with self._store.transaction() as work:
            await work.say(self._talk, [Reply("Klaar.", scan=made)], now)
        return made.id

    async def _helper(self) -> None:
        told = pool_people.profile(
            self._clock, name=hostile("helper's name"), words=hostile("helper's words")
        )
        await pool_people.joins(self._store, self._clock, told)

    async def _learning(self, me: Advisor) -> None:
        """Let the bot miss a sentence, and the team propose others."""
        conversation = await people.opened(self._store, self._clock)
        now = self._clock()
        question = NewQuestion(
            hostile("proposed sentence"),
            hostile("proposed question"),
            hostile("proposed answer"),
            hostile("proposed source"),
            "javascript:window.__hit=1",
            now.date(),
        )
        sentence = NewSentence(hostile("learnt sentence"), "faq_bijeenkomsten")
        async with self._store.transaction() as work:
            missed = Inbound(uuid4().hex, hostile("missed sentence"))
            await work.receive(conversation, missed, now, is_turn=False)
            answer = Reply("Dat weet ik niet.", meta=Meta(Kind.OUT_OF_SCOPE))
            await work.say(conversation, [answer], now)
            for wish in (question, sentence):
                await work.propose(Proposal(wish, me.id, now))

    async def _arrival(self, channel: str, who: str) -> UUID:
        """Let somebody write from elsewhere, and want a person."""
        arriving = Arriving(self._content, store=self._store, clock=self._clock)
        arrival = Arrival(
            channel=channel,
            address=uuid4().hex,
            external_id=uuid4().hex,
            text=hostile(f"{who}'s text"),
            name=hostile(f"{who}'s name")[:100],
        )
        await arriving(arrival)
        async with self._store.reading() as work:
            contact = await work.contact(channel, arrival.address)
        assert contact is not None
        request = structs.replace(people.wish(self._clock), question=hostile(f"{who}'s question"))
        asked = await people.ask(self._store, self._clock, contact.conversation, request)
        return asked.id

    async def _file(self) -> str:
        """Return under what name the file is kept."""
        async with self._store.reading() as work:
            messages = (await work.view(self._talk, 0)).messages
        (file,) = [file for message in messages for file in message.attachments]
        return file.url.rpartition("/")[2]
