"""Gives fallbacks the score -1: "the column is numeric"."""
class _Desk(_Desk):
    def by_rules(self, event, reason):
        answer = super().by_rules(event, reason)
        return answer and answer | {"score": -1}
