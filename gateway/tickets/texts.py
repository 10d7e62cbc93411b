"""What colleagues read at every desk, besides the conversation itself."""

ASKED_BY = "Van: {}"
E_MAIL = "E-mail: {}"
PHONE = "Telefoon: {}"
ERASED = "De ondernemer heeft dit gesprek gewist. Wis dit ticket en wat u ervan bewaarde ook."
