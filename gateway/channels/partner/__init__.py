"""The page on which somebody of a partner reads a request."""
