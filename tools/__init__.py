"""What stands around the product on a machine: set-up, locks, the test run, commit hooks."""
