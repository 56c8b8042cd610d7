"""The command line: one module a family of verbs. No verb imports Qt unless it draws."""
