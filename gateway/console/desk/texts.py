"""What advisors read when something on the working page can not be done."""

TAKEN = "Een collega was net eerder."
NOT_YOURS = "Dit gesprek is niet (meer) van jou."
LENT = "De assistent doet nu de scan. Neem het gesprek eerst terug."
CLOSED = "Dit gesprek is al afgesloten."
NOBODY_THERE = "Daar is nu niemand aanwezig. Kies een ander."
# What an entrepreneur then reads about a scheme.
SCHEME = "{name}: {text}\nBron: {source} (gecontroleerd op {checked})."
UNKNOWN_PARTNER = "Deze organisatie kennen wij niet. Kies een ander."
UNKNOWN = "Dit gesprek is er niet (meer)."
EMPTY = "Typ eerst een bericht."
FILE_NOT_ALLOWED = (
    "Dit bestand kun je niet versturen. Kies een pdf, foto (png of jpg), tekst (txt), "
    "docx, xlsx of odt zonder macro's."
)
FILE_TOO_LARGE = "Dit bestand is te groot: maximaal 10 MB."
TOO_LONG = "Dit bericht is te lang: maximaal 2.000 tekens."
HELPER_NOT_AVAILABLE = "Deze persoon heeft pauze, of is zelf degene die vraagt. Kies een ander."
NO_WAY_TO_REACH = "De ondernemer gaf nog geen nummer of e-mailadres. Vraag er eerst om."
UNKNOWN_HELPER = "Deze persoon doet niet meer mee in de poule."
INTRODUCED = "Beiden is gevraagd of zij contact willen."
