"""Calendars on a server that speaks CalDAV."""
