"""Appointments put together as the settings say, the same in every process."""

import secrets

from advice.content import Content
from apps.addresses import login_url, site_url
from apps.settings import Settings
from handoff.appointments.appointing import Appointing
from handoff.appointments.links import AppointmentLinks


def appointing(settings: Settings, content: Content) -> Appointing:
    """Return what makes and changes appointments; where nothing is mailed, it mails nothing."""
    secret = settings.link_secret or secrets.token_hex()
    links = AppointmentLinks(settings.site_url or site_url(settings), secret)
    console = login_url(settings) if settings.letters_site else ""
    return Appointing(content, links, console=console)
