"""The heart: conversations and their messages; knows no web, database or vendor."""
