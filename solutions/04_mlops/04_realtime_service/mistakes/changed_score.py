"""Rounds the score to two digits: "nobody needs more"."""
class _Desk(_Desk):
    def by_model(self, reply):
        return super().by_model(reply | {"score": round(reply["score"], 2)})
