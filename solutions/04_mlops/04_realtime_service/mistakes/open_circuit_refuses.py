"""Answers 503 while the circuit is open: "shed the load"."""
class _Desk(_Desk):
    def by_rules(self, event, reason):
        return None if reason == "open_circuit" else super().by_rules(event, reason)
