"""The way to desks elsewhere: what waits for them, and what happened there."""
