"""Forward and backward steps of the schema. They never import db.models: models move on, steps do not."""
