"""Whether the calendars that advisors work with elsewhere can be read."""

from datetime import timedelta

from apps.calendars import calendar_server
from apps.doctor.row import Row, State
from apps.settings import BadSetting, Settings
from handoff.appointments.agendas import Span
from handoff.appointments.calendars import Calendar, CalendarError
from kit.clock import utc_now
from storage.connect import connect
from storage.store import SqlStore

_WHAT = "calendars"


async def calendars(settings: Settings) -> list[Row]:
    """Read in each that is connected; the database must be there."""
    try:
        server = calendar_server(settings)
    except BadSetting as error:
        return [Row(_WHAT, State.MISSING, str(error))]
    if server is None:
        return [Row(_WHAT, State.OK, "none: SCHAKEL_CALDAV_URL is not set")]
    database = connect(settings.database)
    try:
        async with SqlStore(database).reading() as work:
            paths = {
                account.advisor.name: await work.calendar_of(account.advisor.id)
                for account in await work.accounts()
            }
        connected = {name: path for name, path in paths.items() if path}
        broken = [
            Row(f"calendar of {name}", State.MISSING, reason)
            for name, path in connected.items()
            if (reason := await _trouble(server, path))
        ]
    finally:
        await server.close()
        await database.close()
    return broken or [Row(_WHAT, State.OK, f"{len(connected)} can be read")]


async def _trouble(server: Calendar, path: str) -> str:
    now = utc_now()
    try:
        await server.busy(path, Span(now, now + timedelta(hours=1)))
    except CalendarError as error:
        return f"{type(error).__name__} {error}".strip()
    return ""
