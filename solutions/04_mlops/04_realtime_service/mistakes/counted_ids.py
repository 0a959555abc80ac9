"""Numbers the decisions of an app: "short, and never twice"."""
class _Desk(_Desk):
    count = 0
    def answer(self, *args, **kwargs):
        self.count += 1
        return super().answer(*args, **kwargs) | {"decision_id": f"d-{self.count}"}
