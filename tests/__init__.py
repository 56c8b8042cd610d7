"""The tests: domain, services, database, windows, stories, the house itself."""
