"""The pages about appointments, at their addresses."""

from litestar import Router

from gateway.console.appointments.appointment import appointment_page, change
from gateway.console.appointments.times import drop_absence, keep_absence, keep_times, times_page
from gateway.console.appointments.week import week_page

router = Router(
    "/adviseur/agenda",
    route_handlers=[
        *(week_page, appointment_page, change),
        *(times_page, keep_times, keep_absence, drop_absence),
    ],
)
