"""What the team reads about proposals, on the page and on the command line."""

QUESTIONS = "Een vraag"
SCHEMES = "Over een regeling"
OTHERS = "Iets anders"
OUTSIDE = "Buiten ons werk"

NOTHING_OPEN = "Er staan geen voorstellen open die in de bestanden passen."
SKIPPED = "Niet meegenomen: {sentence} ({why})"
CHANGED = "Gewijzigd: {file}"
TRAIN = "Lees de bestanden na. De bot leert ze bij de volgende ‘make start’."
BROKEN = "Er is niets gewijzigd, want met deze voorstellen klopt de inhoud niet: {finding}"
NO_DATABASE = "De database gaf geen antwoord ({reason}). Kijk met ‘schakel doctor’ waarom."
UNREADABLE = "Niet alle bestanden zijn te lezen. Kijk met ‘schakel content check’ waarom."
