"""What is sent to desks elsewhere, and what comes from there."""
