"""Answers 504 when no time is left: "nobody listens any more"."""
class _Desk(_Desk):
    def by_rules(self, event, reason):
        if reason == "no_time":
            raise HTTPException(504)
        return super().by_rules(event, reason)
