"""Written designs of models that decide, for review: their schema, and a generator with known flaws."""
