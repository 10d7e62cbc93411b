"""The words of the team's pages."""

WORKS = "werkt"
AWAY = "is er nu niet: ondernemers krijgen een excuus en hun bericht blijft bewaard"
NOTHING_TO_CHECK = "<tr><td colspan=3>Alle regelingen zijn op tijd gecontroleerd.</td></tr>"
