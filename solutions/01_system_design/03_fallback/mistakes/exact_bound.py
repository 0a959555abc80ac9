"""Compares with >: "above the bound"."""
class Decider(Decider):
    def _band(self, score):
        for action in ("decline", "review", "step_up"):
            if score > self._bands[f"{action}_from"]:
                return action
        return "approve"
