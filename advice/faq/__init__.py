"""The questions and answers that are not about one scheme."""
