"""A register of contacts by VNG's Klantinteracties. Not proven on a live server."""
