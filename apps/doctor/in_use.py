"""What is in use: the settings, the content, the model, the database."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url

from advice.content import load_content
from advice.findings import ContentError
from apps.channel_settings import channels_in_use
from apps.doctor.calendars import calendars
from apps.doctor.row import Row, State, found
from apps.model import current_model
from apps.settings import ROOT, BadSetting, Settings
from apps.ticket_settings import desks_in_use
from apps.tickets import connected_desks
from handoff.tickets.port import BridgeError
from kit.clock import AMSTERDAM, utc_now
from storage.connect import connect
from storage.store import SqlStore


def in_use(settings: Settings) -> Iterator[Row]:
    """Look at what the product would start with."""
    content = ROOT / settings.content
    try:
        known = load_content(content)
        what = f"{len(tuple(known.schemes))} schemes, {len(known.faq)} questions"
        yield Row("content", State.OK, what)
        yield _model(current_model(content))
    except ContentError as error:
        yield Row("content", State.MISSING, str(error))
        yield Row("model", State.MISSING, "not looked for: the content is broken")
    mail = "sent" if settings.smtp_url else "not sent: SCHAKEL_SMTP_URL is not set"
    yield Row("mail", State.OK if settings.smtp_url else State.NOTE, mail)
    yield _channels(settings)
    yield from _desks(settings)
    yield Row("data folder", State.OK, str(ROOT / settings.data))
    if _not_made_yet(settings):
        yield Row("database", State.NOTE, "made at the first start")
    else:
        database = asyncio.run(_database(settings))
        yield database
        if database.state is State.OK:
            yield from asyncio.run(calendars(settings))


def _channels(settings: Settings) -> Row:
    try:
        names = channels_in_use(settings)
    except BadSetting as error:
        return Row("channels", State.MISSING, str(error))
    return Row("channels", State.OK, ", ".join(["web", *names]))


def _desks(settings: Settings) -> list[Row]:
    try:
        if not desks_in_use(settings):
            return [Row("desks elsewhere", State.OK, "none: our own inbox alone")]
        return asyncio.run(_asked(settings))
    except (BadSetting, ContentError) as error:
        return [Row("desks elsewhere", State.MISSING, str(error))]


async def _asked(settings: Settings) -> list[Row]:
    """Ask each desk whether we can do there what we need."""
    rows = []
    for name, desk in connected_desks(settings, load_content(ROOT / settings.content)).items():
        try:
            await desk.bridge.health()
            rows.append(Row(f"desk {name}", State.OK, f"gets {', '.join(desk.groups)}"))
        except BridgeError as error:
            what = f"{type(error).__name__} {error.code}".strip()
            rows.append(Row(f"desk {name}", State.MISSING, what))
        finally:
            await desk.bridge.close()
    return rows


def _model(model: Path) -> Row:
    name = model.name.partition(".")[0]
    age = _age(model) if model.exists() else None
    return found(
        "model",
        f"{name}, made {age}" if age else None,
        f"{name} is not trained yet: run `schakel train`",
    )


def _age(model: Path) -> str:
    made = datetime.fromtimestamp(model.stat().st_mtime, AMSTERDAM)
    return f"{made:%Y-%m-%d %H:%M}, {(utc_now() - made).days} days ago"


def _not_made_yet(settings: Settings) -> bool:
    url = make_url(settings.database)
    return url.get_backend_name() == "sqlite" and not Path(url.database or "").exists()


async def _database(settings: Settings) -> Row:
    shown = make_url(settings.database).render_as_string(hide_password=True)
    database = connect(settings.database)
    try:
        async with SqlStore(database).reading() as work:
            waiting = await work.backlog(utc_now())
    except Exception as error:  # noqa: BLE001 - whatever a database says, it does not work
        return Row("database", State.MISSING, f"{shown}: {type(error).__name__}")
    finally:
        await database.close()
    return Row(
        "database",
        State.OK,
        f"{shown}: {waiting.conversations} conversations, {waiting.waiting} turns waiting, "
        f"{waiting.given_up} given up",
    )
