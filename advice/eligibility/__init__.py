"""Whether a scheme fits: facts about a firm, conditions on them, and what follows."""
