"""The website's channel: the public API under /api/v1."""
