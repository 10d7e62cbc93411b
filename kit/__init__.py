"""Small tools that know no product word."""
