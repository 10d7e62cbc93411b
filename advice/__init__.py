"""What we know: schemes, questions and answers, and who we are."""
