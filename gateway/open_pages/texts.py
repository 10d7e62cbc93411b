"""What is told on a page when something goes wrong: a heading, and what one can do."""

TOO_MANY = ("Even wachten", "U probeert het te vaak. Wacht een minuut en probeer het opnieuw.")
REFUSED = ("Dit lukt niet", "Ga terug, ververs de pagina en probeer het opnieuw.")
