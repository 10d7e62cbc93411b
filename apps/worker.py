"""The worker: takes the turns that wait, sends what is due, erases what is too old to keep."""

import asyncio
import signal
import sys
from collections.abc import Iterable, Mapping
from typing import Protocol

import uvloop

from advice.content import Content, load_content
from advice.findings import ContentError
from advice.organisation import Organisation
from apps.addresses import login_url
from apps.appointments import appointing
from apps.calendars import calendar_server, calendar_sync
from apps.channels import carriers, listening
from apps.invitations import reach
from apps.settings import ROOT, BadSetting, Settings, load_settings
from apps.tickets import connected_desks, ticket_loops
from conversations.channels import Channel
from conversations.messages import Kind, Meta, Reply
from gateway.appointments.watching import Watching
from gateway.arriving import Arriving
from gateway.deliver import Delivering
from gateway.engine import RasaEngine
from gateway.followup import FollowUp
from gateway.inviting import Inviting
from gateway.mailing import Mailing
from gateway.media import MediaFirst
from gateway.reminders import say_reminders
from gateway.retention import keep_no_longer_than_promised
from gateway.smtp import BadMailServer, SmtpMailer
from gateway.turn import TakeTurn
from gateway.work import Worker
from handoff.moves import Moves
from kit.clock import utc_now
from kit.log import configure_logging
from storage.connect import connect
from storage.database import Database
from storage.store import SqlStore


async def run(settings: Settings) -> None:
    """Work until cancelled."""
    content = load_content(ROOT / settings.content)
    organisation = content.organisation
    mailer = _mailer(settings, organisation)
    apology = Reply(organisation.outage, meta=Meta(Kind.OUTAGE))
    database = connect(settings.database)
    news = database.news()
    store = SqlStore(database)
    engine = RasaEngine(settings.engine, settings.engine_secret)
    moves = Moves(content, settings.letters_site, appointing(settings, content))
    take_turn = TakeTurn(
        settings.worker, store=store, engine=engine, clock=utc_now, apology=apology, moves=moves
    )
    channels = carriers(settings, content)
    calendar = calendar_server(settings)
    desks = connected_desks(settings, content)
    worker = Worker(
        settings.worker,
        store=store,
        news=news,
        clock=utc_now,
        take_turn=MediaFirst(
            settings.worker,
            content,
            channels,
            store=store,
            clock=utc_now,
            take_turn=take_turn,
        ),
    )
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(worker.run())
            group.create_task(keep_no_longer_than_promised(organisation, store, utc_now))
            group.create_task(say_reminders(store, utc_now))
            follow_up = FollowUp(
                content,
                store=store,
                moves=moves,
                clock=utc_now,
                console=login_url(settings) if mailer else "",
                site=settings.letters_site,
            )
            group.create_task(follow_up.run())
            watching = Watching(content, moves.appointing, store=store, clock=utc_now)
            group.create_task(watching.run())
            if calendar is not None:
                sync = calendar_sync(settings, content, calendar, moves.appointing, database)
                group.create_task(sync.run())
            for loop in ticket_loops(content, desks, moves, database):
                group.create_task(loop)
            if channels:
                group.create_task(_delivering(settings, content, channels, database).run())
                can = {name: channel.abilities for name, channel in channels.items()}
                who = reach(settings, can)
                inviting = Inviting(content, who, store=store, clock=utc_now)
                group.create_task(inviting.run())
                arriving = Arriving(content, store=store, clock=utc_now)
                for loop in listening(settings, content, arriving, store):
                    group.create_task(loop)
            if mailer is not None:
                mailing = Mailing(store=store, mailer=mailer, clock=utc_now)
                group.create_task(mailing.run())
    finally:
        await news.close()
        await _hang_up(channels.values())
        await _hang_up(desk.bridge for desk in desks.values())
        await _hang_up([calendar] if calendar else [])
        await engine.close()
        await database.close()


class _Line(Protocol):
    """A connection to somewhere else."""

    async def close(self) -> None: ...


async def _hang_up(lines: Iterable[_Line]) -> None:
    for line in lines:
        await line.close()


def _delivering(
    settings: Settings, content: Content, channels: Mapping[str, Channel], database: Database
) -> Delivering:
    fallback = content.organisation.fill(content.channels.back) if settings.sms_instead else ""
    return Delivering(
        channels,
        store=SqlStore(database),
        news=database.news(),
        clock=utc_now,
        site=settings.site_url,
        fallback=fallback,
    )


def _mailer(settings: Settings, organisation: Organisation) -> SmtpMailer | None:
    if not settings.smtp_url:
        return None
    try:
        return SmtpMailer(settings.smtp_url, name=organisation.name, address=organisation.email)
    except BadMailServer as error:
        raise BadSetting(f"SCHAKEL_SMTP_URL: {error}") from error


async def _run_until_told_to_stop(settings: Settings) -> None:
    working = asyncio.create_task(run(settings))
    loop = asyncio.get_running_loop()
    for told in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(told, working.cancel)
    await asyncio.wait({working})
    if not working.cancelled():
        working.result()


def main() -> None:
    """Run one worker until it is told to stop; leave with one sentence if it can not start."""
    configure_logging("worker")
    try:
        uvloop.run(_run_until_told_to_stop(load_settings()))
    except (BadSetting, ContentError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
