"""Rasa made light: without TensorFlow, and without work that is done over and over."""
