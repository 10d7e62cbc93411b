"""The team's appointments: the week, one appointment, and when people can be booked."""
