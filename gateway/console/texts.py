"""The words of the team's pages that depend on a value; all others stand in `templates/`."""

WORKS = "werkt"
AWAY = "is er nu niet: ondernemers krijgen een excuus en hun bericht blijft bewaard"

# By direction; the word itself stands beside it.
ARROWS = {"beter": "▲", "minder": "▼"}

# By the id of the consent.
ALLOWED = {
    "advies": "Een adviseur mag de scan zien",
    "cijfers": "De scan mag meetellen in cijfers",
}

# By the status: what stands above the page, and what one can do.
REFUSED = {
    400: ("Dit formulier klopt niet", "Ga terug en vul alle velden in."),
    404: ("Deze pagina is er niet", "Kies hierboven een andere pagina."),
    429: ("Even wachten", "U probeert het te vaak. Wacht een minuut en probeer het opnieuw."),
}
NOT_FOR_THIS_ROLE = ("Niet voor u", "Deze pagina is niet voor uw rol. Vraag het een beheerder.")
STALE_FORM = (
    "Probeer het opnieuw",
    "Het formulier stond te lang open. Ga terug, ververs de pagina en vul het opnieuw in.",
)
REFUSED_OTHERWISE = ("Dit lukt niet", "Ga terug en probeer het opnieuw.")
NOT_LOGGED_IN = "U bent niet ingelogd. Log in en probeer het opnieuw."
