"""What the team reads on the pages about what was missed, where it depends on what happened."""

PROPOSED = "Het voorstel is bewaard. U ziet het bij de voorstellen."
HIDDEN = "De zin is verborgen."
HANDLED_BEFORE = "Deze zin is al behandeld."
WITHDRAWN = "Het voorstel is ingetrokken."
NOT_OPEN = "Dit voorstel staat niet meer open."
NO_SENTENCE = "Met deze zin kan de bot niets leren."
UNKNOWN_INTENT = "Kies uit de lijst waar de zin bij hoort."
UNREADABLE = "De bestanden zijn nu niet te lezen. Vraag het een beheerder."

BELONGS_TO = "hoort bij: {title}"
NEW_QUESTION = "wordt een nieuwe vraag: {name}"
