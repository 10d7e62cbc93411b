"""Calendars on real servers, as advisors have them."""
