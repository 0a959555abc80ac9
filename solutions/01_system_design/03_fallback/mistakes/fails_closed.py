"""Turns everybody away when the model is dead: "safety first"."""
class Decider(Decider):
    def _by_rules(self, event):
        return "decline"
