"""Lets everybody pass when the model is dead: "revenue first"."""
class Decider(Decider):
    def _by_rules(self, event):
        return "approve"
