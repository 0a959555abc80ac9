"""Sends the low scores to review: "an analyst should look at everything"."""
class _Desk(_Desk):
    def action(self, score):
        return {"approve": "review"}.get(super().action(score), super().action(score))
