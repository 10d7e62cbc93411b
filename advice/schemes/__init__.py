"""The schemes an entrepreneur can ask about."""
