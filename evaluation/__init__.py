"""How right the front door is: asked through it, and measured on the sentences it learned from."""
