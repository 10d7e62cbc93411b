"""Appointments outside the chat: the page behind a link, and what is watched over."""
