"""What colleagues read in the mails that Schakel sends to their desk."""

from collections.abc import Mapping

from handoff.tickets.port import TicketState

ABOVE = "## Typ uw antwoord boven deze regel ##"
HOW = """\
Wat u antwoordt, gaat als bericht naar de ondernemer.
Alleen voor collega's? Begin uw antwoord dan met #intern.
Klaar? Zet #sluiten of afgehandeld op een eigen regel, als eerste of als laatste."""
SUBJECT = "[S-{ticket}] {subject}"
NO_SUBJECT = "Vraag van een ondernemer"
INTERNAL = "Alleen voor collega's:"
MOVED_HERE = "Dit gesprek is aan u doorgegeven. Hieronder staat wat er tot nu toe gezegd is."
MOVED_AWAY = "Dit gesprek is doorgegeven aan {group}. U hoeft niets meer te doen."
BY_COLLEAGUE = "Collega:"
ERASED_SUBJECT = "Gewist"
ERASED = """\
De ondernemer heeft dit gesprek gewist. Wis ook de mails hierover, en wat u ervan bewaarde."""

STATES: Mapping[TicketState, str] = {
    TicketState.NEW: "Dit gesprek wacht weer op iemand. Wie antwoordt, neemt het.",
    TicketState.TAKEN: "Een collega heeft dit gesprek opgepakt.",
    TicketState.WAITING: "Dit gesprek wacht op de ondernemer. U hoeft nu niets te doen.",
    TicketState.CLOSED: "Dit gesprek is afgesloten. U hoeft niets meer te doen.",
}
