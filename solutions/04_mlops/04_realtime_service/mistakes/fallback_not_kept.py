"""Keeps only the model's decisions: "a fallback is temporary"."""
class _Keys(_Keys):
    def end(self, key, answer):
        super().end(key, answer if answer and answer["source"] == "model" else None)
