"""A desk that is Zammad, over its REST interface. Not proven on a live server."""
