"""Ticket bridges: into the desks that organisations already have."""
