"""Where everything is kept: tables, transactions, jobs and news, on SQLite or PostgreSQL."""
