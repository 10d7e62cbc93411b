"""What advisors read when something on the working page can not be done."""

TAKEN = "Een collega was net eerder."
NOT_YOURS = "Dit gesprek is niet (meer) van jou."
CLOSED = "Dit gesprek is al afgesloten."
NOBODY_THERE = "Daar is nu niemand aanwezig. Kies een ander."
# What an entrepreneur then reads about a scheme.
SCHEME = "{name}: {text}\nBron: {source} (gecontroleerd op {checked})."
UNKNOWN = "Dit gesprek is er niet (meer)."
EMPTY = "Typ eerst een bericht."
TOO_LONG = "Dit bericht is te lang: maximaal 2.000 tekens."
