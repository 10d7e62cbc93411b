"""Why something in the agenda could not be done, in a sentence for advisors."""

from collections.abc import Mapping
from typing import Any

from litestar import Request, Response
from litestar.types import ExceptionHandlersMap

from conversations.appointments import SlotTaken
from conversations.ports import UnknownConversation
from gateway.console.appointments import wording
from gateway.console.appointments.asked import BadField
from gateway.console.appointments.times import (
    NotYourTimes,
    RulesChanged,
    TeamRulesInFile,
    UnknownAbsence,
    UnknownOwner,
)
from gateway.console.appointments.views import AppointmentView
from gateway.console.appointments.weeks import NoSuchWeek
from handoff.appointments.ports import UnknownAppointment
from handoff.appointments.refusals import IsOver, NotYet

type _Request = Request[Any, Any, Any]


class Outdated(Exception):
    """Somebody else changed the appointment first; `newest` is how it is now."""

    def __init__(self, newest: AppointmentView) -> None:
        super().__init__()
        self.newest = newest


# What happened → status, a stable name, what to tell.
_PROBLEMS: Mapping[type[Exception], tuple[int, str, str]] = {
    # The same as for what is not there: nobody learns which ids exist.
    UnknownAppointment: (404, "unknown", wording.UNKNOWN),
    UnknownConversation: (404, "unknown", wording.UNKNOWN),
    UnknownOwner: (404, "unknown", wording.UNKNOWN_OWNER),
    UnknownAbsence: (404, "unknown", wording.UNKNOWN_ABSENCE),
    NotYourTimes: (403, "not-yours", wording.NOT_YOURS),
    TeamRulesInFile: (409, "team-rules", wording.TEAM_RULES),
    NoSuchWeek: (422, "no-such-week", wording.NO_WEEK),
    SlotTaken: (409, "slot-taken", wording.SLOT_TAKEN),
    IsOver: (409, "is-over", wording.IS_OVER),
    NotYet: (409, "not-yet", wording.NOT_YET),
}


def _named(_request: _Request, error: Exception) -> Response[dict[str, Any]]:
    status, name, detail = _PROBLEMS[type(error)]
    return _problem(status, name, detail)


def _bad_field(_request: _Request, error: BadField) -> Response[dict[str, Any]]:
    return _problem(422, "bad-field", str(error), field=error.field)


def _outdated(_request: _Request, error: Outdated) -> Response[dict[str, Any]]:
    return _problem(409, "changed", wording.CHANGED, newest=error.newest)


def _rules_changed(_request: _Request, error: RulesChanged) -> Response[dict[str, Any]]:
    return _problem(409, "changed", wording.RULES_CHANGED, newest=error.newest)


handlers: ExceptionHandlersMap = {
    **dict.fromkeys(_PROBLEMS, _named),
    BadField: _bad_field,
    Outdated: _outdated,
    RulesChanged: _rules_changed,
}


def _problem(status: int, name: str, detail: str, **more: object) -> Response[dict[str, Any]]:
    told = {"type": f"urn:schakel:problem:{name}", "status": status, "detail": detail}
    return Response({**told, **more}, status_code=status, media_type="application/problem+json")
