"""Looks at the key alone: "a key is a key"."""
class _Keys(_Keys):
    def fingerprint(self, record):
        return ""
