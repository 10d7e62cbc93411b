"""What the doctor looks at: each examination gives rows for one table."""
