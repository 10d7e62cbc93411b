"""The inside listener: what the team sees, never reachable from the public site."""
