"""How an agenda may be booked: what a team, a group or an advisor decides about it."""

from typing import Annotated

from msgspec import Meta, Struct, structs

from advice.organisation import HourOfDay, Weekday
from advice.values import Text, Url
from conversations.appointments import Form

# Of one folder on that server: nothing that leads to another server, or out of the folder.
type CalendarPath = Annotated[
    str, Meta(pattern=r"^/?([\w@~%+=,-][\w.@~%+=,-]*/)*[\w@~%+=,-][\w.@~%+=,-]*/?$", max_length=300)
]
type Minutes = Annotated[int, Meta(ge=0, le=480)]


class AgendaRules(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    rename={
        "is_bookable": "te_boeken",
        "hours": "uren",
        "forms": "vormen",
        "minutes": "duur",
        "before": "vooraf",
        "after": "na_afloop",
        "notice_hours": "boeken_tot_uren",
        "change_hours": "wijzigen_tot_uren",
        "horizon_days": "dagen_vooruit",
        "most_a_day": "hoogstens_per_dag",
        "place": "adres",
        "video": "videolink",
        "calendar": "agenda-pad",
    },
):
    """Each rule, or None where somebody else decides: the group, and else the team.

    `hours` are per weekday when talks may begin and must have ended (Europe/Amsterdam).
    """

    is_bookable: bool | None = None
    hours: dict[Weekday, tuple[tuple[HourOfDay, HourOfDay], ...]] | None = None
    forms: tuple[Form, ...] | None = None
    minutes: Annotated[int, Meta(ge=5, le=480)] | None = None
    before: Minutes | None = None
    """Minutes kept free before a talk, and `after` after it."""
    after: Minutes | None = None
    notice_hours: Annotated[int, Meta(ge=0, le=720)] | None = None
    """From so many hours before on nobody can book."""
    change_hours: Annotated[int, Meta(ge=0, le=720)] | None = None
    """From so many hours before on nobody can move or cancel by themselves."""
    horizon_days: Annotated[int, Meta(ge=1, le=365)] | None = None
    most_a_day: Annotated[int, Meta(ge=1, le=50)] | None = None
    place: Text | None = None
    video: Url | None = None
    calendar: CalendarPath | None = None
    """Of somebody's own calendar, at the address of `SCHAKEL_CALDAV_URL`."""

    def over(self, other: "AgendaRules") -> "AgendaRules":
        """Return these rules, with those of `other` where these leave it open."""
        own = {name: value for name, value in structs.asdict(self).items() if value is not None}
        return structs.replace(other, **own)
