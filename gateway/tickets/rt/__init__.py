"""Request Tracker 5, over its REST2 interface."""
