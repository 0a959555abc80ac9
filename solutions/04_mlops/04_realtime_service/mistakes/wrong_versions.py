"""Tells the versions of model and service: "the rest is configuration"."""
class _Desk(_Desk):
    def answer(self, *args, **kwargs):
        answer = super().answer(*args, **kwargs)
        return answer | {"versions": {name: answer["versions"][name] for name in ("service", "model")}}
