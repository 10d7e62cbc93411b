"""The words of the partner's page that depend on a value; all others stand in `templates/`."""

AUTHORS = {
    "entrepreneur": "Ondernemer",
    "bot": "Digitale assistent",
    "advisor": "Adviseur",
    "system": "Melding",
}

NO_NAME = "Vul uw naam in, met hoogstens {most} tekens."
EMPTY = "Typ eerst uw bericht."
TOO_LONG = "Uw bericht is te lang: het mag hoogstens 2.000 tekens zijn."
NOBODY_TO_TALK_WITH = (
    "Er is nu geen adviseur in dit gesprek. Daarom kunt u er niet in schrijven. Bel ons gerust."
)

# The heading, and what one can do.
GONE = ("Deze link werkt niet meer", "Hij is te oud, ingetrokken, of het gesprek is gewist.")
