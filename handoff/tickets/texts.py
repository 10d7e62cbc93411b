"""What people at a desk elsewhere read in a copy, and how we call who works there."""

SUBJECT = "{question}"
NO_QUESTION = "Een ondernemer vraagt om een adviseur"
MOST_SUBJECT = 90

QUESTION = "Vraag: {question}"
WAY_CHAT = "Hoe: de ondernemer wacht op antwoord in dit gesprek ({channel})"
WAY_CALL_BACK = "Hoe: terugbellen of mailen"
PROMISED = "Beloofd: voor {day} om {time}"
MUNICIPALITY = "Gemeente: {place}"
TOPICS = "Onderwerpen: {topics}"
HOW = (
    "Wat u hier antwoordt, leest de ondernemer direct. Een interne notitie leest alleen uw team. "
    "Sluit u dit ticket, dan is onze digitale assistent er weer."
)
HOW_REGISTERED = (
    "Bel of mail de ondernemer. Rond dit af als u klaar bent: dan is het bij ons ook klaar."
)
CONVERSATION = "Het gesprek tot nu toe, begonnen op {day}:"
EARLIER = "(Wat eerder is gezegd, staat alleen bij Schakel.)"
LINE = "[{time}] {who}: {text}"
SAID = "{who}: {text}"
NOTED = "Notitie van {who}: {text}"
FILE = "[bestand: {title}]"
FILES_ONLY = "De ondernemer stuurde een bestand."
HIDDEN_ADDRESS = "[e-mailadres]"

AUTHORS = {
    "entrepreneur": "Ondernemer",
    "bot": "Digitale assistent",
    "advisor": "Adviseur",
    "system": "Melding",
}

DESK_NAME = "Ondernemersloket"
"""For who has a conversation at a desk, where no name of a person is known."""
DESK_ADDRESS = "{bridge}@loket.invalid"
"""No mail goes to it and nobody logs in with it: https://www.rfc-editor.org/rfc/rfc2606#section-2"""

NOTE_OF = "{author} (loket): {text}"
NOTE_TAKEN_BY_OTHER = "{author} pakte dit op in het loket, maar een collega heeft het gesprek al."
NOTE_NOT_CLOSED = "{author} sloot het ticket in het loket, maar een collega heeft het gesprek."
NOTE_MOVED_AWAY = "{author} gaf het ticket in het loket aan: {group}."
