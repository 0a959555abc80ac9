"""Writes the bands into the code: "they never change"."""
class _Desk(_Desk):
    def action(self, score):
        return "decline" if score >= 0.95 else "step_up" if score >= 0.5 else "approve"
