"""Who asks, as a desk reads it above what is asked."""

from gateway.tickets import texts
from handoff.tickets.port import NewTicket


def asker(ticket: NewTicket) -> str:
    """Return a line for each way to know or reach them; "" if nothing of it may be told."""
    known = (
        (texts.ASKED_BY, ticket.name),
        (texts.E_MAIL, ticket.email),
        (texts.PHONE, ticket.phone),
    )
    return "\n".join(line.format(value) for line, value in known if value)


def with_asker(ticket: NewTicket) -> str:
    """Return the text of a ticket, with who asks above it."""
    return "\n\n".join(part for part in (asker(ticket), ticket.text) if part)
