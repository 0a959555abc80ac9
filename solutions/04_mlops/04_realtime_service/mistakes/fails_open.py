"""Approves when the model fails: "do not lose the customer"."""
class _Desk(_Desk):
    def by_rules(self, event, reason):
        return self.answer("approve", "fallback", reason=reason)
