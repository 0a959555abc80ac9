"""Looks at the cap alone: "a cap without a rule is a rule"."""
class Decider(Decider):
    def _by_rules(self, event):
        try:
            said = self._rules.decide(event)
            action, rule, cap = said["action"], said["rule"], said["cap_eur"]
        except Exception:
            return "review"
        if action not in ACTIONS:
            return "review"
        if action == "approve" and (cap is None or event["amount_eur"] > cap):
            return "step_up"
        return action
