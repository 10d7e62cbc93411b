"""Pages of the public site that a link opens, without a login."""
