"""The advisor's working page: who waits, the conversation, the card beside it."""
