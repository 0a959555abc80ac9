"""Tags every decision with the model: "the caller need not know"."""
class _Desk(_Desk):
    def by_rules(self, event, reason):
        answer = super().by_rules(event, reason)
        return answer and answer | {"source": "model", "reason": None}
