"""Calendars of advisors, on servers of others."""
