"""The organisations behind the team: who they are, what they do and when to go there."""
