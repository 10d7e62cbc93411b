"""The servers of others that the tests use, started together to be used by hand."""
