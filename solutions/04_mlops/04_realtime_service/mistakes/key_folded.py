"""Looks keys up in small letters: "headers are case-insensitive"."""
class _Keys(_Keys):
    def begin(self, key, record):
        return super().begin(key.lower(), record)
    def end(self, key, answer):
        super().end(key.lower(), answer)
