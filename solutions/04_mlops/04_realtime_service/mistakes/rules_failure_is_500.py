"""Trusts the rules never to fail: "they are only rules"."""
class _Desk(_Desk):
    def by_rules(self, event, reason):
        ruling = self.rules.decide(event)
        return self.answer(ruling["action"], "fallback", reason=reason, rules=ruling["version"])
