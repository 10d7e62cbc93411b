"""The calendars that advisors work with elsewhere, put together as the settings say.

What the library takes in memory is only paid where there is such a server.
"""

from datetime import timedelta

from advice.content import Content
from apps.addresses import login_url
from apps.settings import BadSetting, Settings
from gateway.calendars.look import LiveLook
from gateway.calendars.sync import CalendarSync
from gateway.calendars.texts import CalendarTexts
from handoff.appointments.agenda import TeamAgenda
from handoff.appointments.appointing import Appointing
from handoff.appointments.calendars import Calendar
from handoff.ports import TeamStore
from kit.clock import Clock, utc_now
from storage.database import Database
from storage.store import SqlStore


def calendar_server(settings: Settings) -> Calendar | None:
    """Return the server with the calendars of advisors, if there is one; raise `BadSetting`."""
    if not settings.caldav_url:
        return None
    from gateway.calendars.caldav.server import BadCalendarServer, CalDavServer

    try:
        return CalDavServer(settings.caldav_url)
    except BadCalendarServer as error:
        raise BadSetting(f"SCHAKEL_CALDAV_URL: {error}") from error


def team_agenda(
    content: Content, store: TeamStore, clock: Clock, calendar: Calendar | None
) -> TeamAgenda:
    """Return the free times of the team, by their own calendars too where there are any."""
    look = LiveLook(calendar, store) if calendar else None
    return TeamAgenda(content, store, clock, look)


def calendar_sync(
    settings: Settings,
    content: Content,
    calendar: Calendar,
    appointing: Appointing,
    database: Database,
) -> CalendarSync:
    """Return what keeps calendars and appointments the same."""
    may_mail = bool(settings.smtp_url)
    return CalendarSync(
        calendar,
        CalendarTexts(content, appointing, login_url(settings), may_mail=may_mail),
        store=SqlStore(database),
        news=database.news(),
        clock=utc_now,
        every=timedelta(minutes=settings.caldav_minutes),
    )
