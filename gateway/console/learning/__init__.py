"""The pages on which the team teaches the bot: what was missed, and what is proposed for it."""
