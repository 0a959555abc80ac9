"""Compares with >: "above the bound"."""
class _Desk(_Desk):
    def action(self, score):
        if score > self.settings["decline_from"]:
            return "decline"
        return "step_up" if score > self.settings["step_up_from"] else "approve"
