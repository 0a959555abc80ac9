"""Takes what the rules say: "they are ours"."""
class _Desk(_Desk):
    def by_rules(self, event, reason):
        try:
            ruling = self.rules.decide(event)
            return self.answer(ruling["action"], "fallback", reason=reason, rules=ruling.get("version"))
        except Exception:
            return None
