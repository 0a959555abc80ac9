"""Remembers the model's version from its first answer: "it changes with a release"."""
class _Desk(_Desk):
    known = None
    def by_model(self, reply):
        self.known = self.known or reply["version"]
        return super().by_model(reply | {"version": self.known})
