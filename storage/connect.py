"""From an address to a database."""

from storage.database import Database


def connect(url: str) -> Database:
    """Return the database at `url`: `sqlite:///file` or `postgresql+psycopg://…`.

    Nothing is opened yet.
    """
    # Imported where they are used: a process on the one need not carry the client of the other.
    if url.startswith("sqlite"):
        from storage.sqlite import SqliteDatabase

        return SqliteDatabase(url)
    from storage.postgres import PostgresDatabase

    return PostgresDatabase(url)
