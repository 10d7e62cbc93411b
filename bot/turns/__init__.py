"""One turn of a conversation: state in, replies and the next state out."""
