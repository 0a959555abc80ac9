"""Leaves small payments to the rules: "not worth a call"."""
class _Desk(_Desk):
    def decide(self, event, arrived_ms, deadline_ms):
        if event["amount_cents"] < 500:
            return self.by_rules(event, "small_amount")
        return super().decide(event, arrived_ms, deadline_ms)
