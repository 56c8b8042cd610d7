"""The database floor: models, queries, the unit of work and the journal. Speaks no Qt and no prose."""
