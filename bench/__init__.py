"""How fast the front door is: measured through it, in one run, beside Rasa's default pipeline."""
