"""Asks first whether the key is in use: "compare when there is something to compare"."""
class _Keys(_Keys):
    def begin(self, key, record):
        if key in self.kept and self.kept[key][1] is None:
            return "in progress", None
        return super().begin(key, record)
