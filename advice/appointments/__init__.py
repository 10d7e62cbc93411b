"""Appointments as the content describes them: rules, words and wishes."""
