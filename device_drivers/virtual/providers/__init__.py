"""Content providers over one SQLite database in memory: the single state of truth."""
