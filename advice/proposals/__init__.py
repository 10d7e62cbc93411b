"""Changes of the content that the team proposes, as text to put into the files."""
