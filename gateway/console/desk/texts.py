"""What advisors read when something on the working page can not be done."""

TAKEN = "Een collega was net eerder."
NOT_YOURS = "Dit gesprek is niet (meer) van jou."
LENT = "De assistent doet nu de scan. Neem het gesprek eerst terug."
CLOSED = "Dit gesprek is al afgesloten."
PROMISE_IN_PAST = "Dit moment is al voorbij. Kies een moment dat nog komt."
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
NOT_AN_ADDRESS = "Dit is geen e-mailadres waar wij naartoe kunnen mailen. Kijk het na."
NO_LETTERS = (
    "Er kan nu geen e-mail naar een partner. Vraag de beheerder om SCHAKEL_SMTP_URL en "
    "SCHAKEL_SITE_URL in te stellen."
)
SHARED_ALREADY = "Deze partner is hiervoor al gevraagd. Trek dat eerst in als het anders moet."
NOT_YOUR_SHARE = "Alleen wie het gesprek heeft of dit vroeg, kan het intrekken."
UNKNOWN_SHARE = "Deze vraag aan een partner is er niet (meer)."
CHANNELS = {
    "web": "Website",
    "whatsapp": "WhatsApp",
    "sms": "Sms",
    "telegram": "Telegram",
    "email": "E-mail",
    "terminal": "Terminal",
}
BUTTONS = "knoppen"
FILES = "bestanden"
LINKS = "bestanden als link"
READ = "je ziet of het gelezen is"
DELIVERED = "je ziet of het is afgeleverd"
WINDOW_OPEN = "Je kunt vrij schrijven tot {moment}. Daarna pas weer als de ondernemer schrijft."
WINDOW_CLOSED = (
    "Vrij schrijven kon tot {moment}. Wat je nu schrijft wacht, en de ondernemer krijgt bericht "
    "dat er een antwoord is."
)
