"""What changed elsewhere since someone checked: signals for a person, never new content."""
