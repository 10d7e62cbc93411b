"""The front door: channels in, turns taken, answers out."""
