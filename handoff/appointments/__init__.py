"""Appointments: at a time that suits both."""
