"""How cells of lists are painted."""
