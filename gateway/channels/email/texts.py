"""What the team sees in the mailbox."""

HANDLED = "Verwerkt"
"""The folder for what was taken."""
