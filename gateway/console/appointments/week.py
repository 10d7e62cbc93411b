"""The page with the appointments of a week."""

from datetime import date, timedelta
from typing import Annotated, Any

from litestar import Request, get
from litestar.params import FromQuery, QueryParameter

from advice.appointments.wording import slot_hours
from advice.dates import dutch_day
from gateway.console.appointments.answering import ThePlanner
from gateway.console.appointments.forms import YEARS
from gateway.console.appointments.planner import Planner
from gateway.console.pages import page
from handoff.advisors import Advisor
from handoff.sessions import Session
from kit.clock import today_here

Colleague = Annotated[str, QueryParameter(name="adviseur")]


@get("/", media_type="text/html", include_in_schema=False)
async def week_page(
    request: Request[Advisor, Session, Any],
    planner: ThePlanner,
    week: FromQuery[str] = "",
    adviseur: Colleague = "",
) -> str:
    """Show a week of one colleague, or of all."""
    colleagues = await planner.colleagues()
    of = next((one.id for one in colleagues if str(one.id) == adviseur), None)
    monday = _monday(week) or _this_monday(planner)
    shown = await planner.week(monday, of, request.user)
    return page(
        request,
        "agenda.html",
        week=shown,
        weeks={step: _week_of(monday + timedelta(weeks=step)) for step in (-1, 0, 1)},
        colleagues=colleagues,
        chosen=str(of or ""),
        today=today_here(planner.clock),
        day=dutch_day,
        hours=slot_hours,
    )


def _monday(week: str) -> date | None:
    """Return the first day of a week that is written as `2026-W49`; None for what is not one."""
    try:
        monday = date.fromisoformat(f"{week}-1") if "W" in week else None
    except ValueError:
        return None
    return monday if monday and monday.year in YEARS else None


def _this_monday(planner: Planner) -> date:
    today = today_here(planner.clock)
    return today - timedelta(days=today.weekday())


def _week_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
