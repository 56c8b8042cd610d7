"""Rules of the trade, pure: no database, no screen, no prose."""
