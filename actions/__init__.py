"""Rasa's custom actions: read what was asked, call a feature, answer with a response name."""
