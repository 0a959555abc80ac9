"""Looks the key up, decides, then stores: two steps with a call between them."""
class _Keys(_Keys):
    marks = None
    def begin(self, key, record):
        self.marks = self.marks or {}
        state, kept = super().begin(key, record)
        self.marks[key] = self.kept[key][0]
        return ("new", None) if state == "in progress" else (state, kept)
    def end(self, key, answer):
        self.kept[key] = self.marks[key], None
        super().end(key, answer)
