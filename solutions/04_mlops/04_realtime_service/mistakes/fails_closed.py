"""Declines when the model fails: "better safe than sorry"."""
class _Desk(_Desk):
    def by_rules(self, event, reason):
        return self.answer("decline", "fallback", reason=reason)
