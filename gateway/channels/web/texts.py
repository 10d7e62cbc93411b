"""What an entrepreneur can read when a call to the web API goes wrong."""

EMPTY = "Uw bericht is leeg. Typ uw vraag, dan help ik u verder."
TOO_LONG = "Uw bericht is te lang: het mag hoogstens 2.000 tekens zijn. Kort het in, of splits het."
NOT_OFFERED = "Deze knop hoort niet bij dit gesprek. Typ uw vraag, dan help ik u verder."
NO_ACCESS = "U hebt geen toegang tot dit gesprek. Begin een nieuw gesprek."
GONE = "Dit gesprek bestaat niet, of het is gewist. Begin een nieuw gesprek."
LINK_LAPSED = (
    "Deze link werkt niet meer. Hij is al gebruikt, of te oud. Stel uw vraag gerust opnieuw."
)
ONE_OF_TWO = "Stuur een tekst of een knop: precies één van de twee."
TOO_MANY = "U stuurt veel berichten achter elkaar. Wacht even en probeer het dan opnieuw."
NOT_UNDERSTOOD = "Wij konden dit bericht niet lezen: het heeft niet de juiste vorm."
NOT_FOUND = "Deze pagina bestaat niet."
OURS = "Er ging bij ons iets mis. Probeer het over een paar minuten opnieuw."

TRANSCRIPT_TITLE = "Uw gesprek met {organisation}"
TRANSCRIPT_ADDED = "Gesprek van {day}, opgeslagen op {saved}."
AUTHORS = {
    "entrepreneur": "U",
    "bot": "Digitale assistent",
    "advisor": "Adviseur",
    "system": "Melding",
}

# As one says it within a sentence: "verder via sms".
PHONES = {"whatsapp": "WhatsApp", "sms": "sms", "telegram": "Telegram"}
QR_CODE = "QR-code: verder via {channel}"
