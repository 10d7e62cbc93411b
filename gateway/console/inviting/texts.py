"""What a team lead reads about invitations, where it depends on what happened."""

from handoff.inviting import SendingState

NOBODY = "niemand"
FEW = "minder dan 10"
ANYWHERE = "gemeente onbekend"

SENT = "De uitnodiging wordt verstuurd aan {number} mensen."
STOPPED = "Het versturen is gestopt. Wie nog niets had, krijgt niets."

NUMBER_CHANGED = "Er is intussen iets veranderd. Kijk hieronder opnieuw, en verstuur dan."
NOT_CONFIRMED = "Zet eerst het vinkje: u verstuurt dit aan {number} mensen."
NOBODY_TO_INVITE = "Er is nu niemand die deze uitnodiging krijgt."
IS_OVER = "De laatste dag van deze uitnodiging is voorbij. Er wordt niets verstuurd."
NOT_RUNNING = "Dit versturen was al klaar of gestopt."

STATES = {
    SendingState.RUNNING: "bezig",
    SendingState.DONE: "klaar",
    SendingState.STOPPED: "gestopt",
}

TEMPLATE_IS_SET = (
    "Na 24 uur gaat het sjabloon {key}. Laat bij Twilio precies deze tekst goedkeuren:"
)
NO_TEMPLATE = (
    "Na 24 uur kan alleen het sjabloon {key}, en dat is nog niet ingesteld. Laat bij Twilio deze "
    "tekst goedkeuren en zet het in SCHAKEL_WHATSAPP_TEMPLATES:"
)
SEGMENTS = "Dit zijn {count} sms-delen."
ONE_SEGMENT = "Dit is 1 sms-deel."

WEBSITE = "Website"

# What came of a sending.
PEOPLE = "Krijgen de uitnodiging"
SENT_TO = "Verstuurd"
DELIVERED = "Afgeleverd"
READ = "Gelezen"
FAILED = "Niet aangekomen"
BEGAN = "Antwoordden binnen 7 dagen"
STOPPED_AFTER = "Stopten binnen 7 dagen"
WITHOUT_TEMPLATE = "Kan niet: sjabloon ontbreekt"
WITHDRAWN = "Wilden het niet meer"
TOO_SOON = "Kregen kort geleden al iets"
