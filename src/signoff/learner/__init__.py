"""What a learner meets: where they are, hints, watching a file, verdicts in a notebook."""
