"""Declines when the rules fail too: "somebody has to decide"."""
class _Desk(_Desk):
    def by_rules(self, event, reason):
        return super().by_rules(event, reason) or self.answer("decline", "fallback", reason=reason)
