"""How well intents are told apart: measured without the product, on sentences held out."""
