"""The scan: what it asks, how it is going, what comes out."""
