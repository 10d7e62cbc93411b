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
