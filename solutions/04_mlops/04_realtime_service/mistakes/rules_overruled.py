"""Softens the rules' decline to a step-up: "the outage is our fault"."""
class _Desk(_Desk):
    def by_rules(self, event, reason):
        answer = super().by_rules(event, reason)
        return answer | {"action": "step_up"} if answer and answer["action"] == "decline" else answer
