"""Our parts of Rasa's NLU pipeline."""
