"""Who may see the team's pages: accounts, how one logs in, and what is written of it."""
