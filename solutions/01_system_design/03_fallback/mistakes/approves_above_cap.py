"""Takes an approval by rule as it is: "the rule knows its cap"."""
class Decider(Decider):
    def _by_rules(self, event):
        try:
            said = self._rules.decide(event)
            action, rule, cap = said["action"], said["rule"], said["cap_eur"]
        except Exception:
            return "review"
        if action not in ACTIONS:
            return "review"
        if action == "approve" and (rule is None or cap is None):
            return "step_up"
        return action
