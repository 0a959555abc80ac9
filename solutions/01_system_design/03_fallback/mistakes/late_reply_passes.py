"""Trusts the timeout of the client: "it would have raised"."""
class Decider(Decider):
    def _ask(self, event, arrived):
        try:
            handle = self._model.submit(event)
            left = self._budget_ms - (self._clock.now_ms() - arrived)
            if left < 1:
                return None, "timeout"
            reply = handle.result(left)
        except TimeoutError:
            return None, "timeout"
        except Exception:
            return None, "error"
        if self._clock.now_ms() - arrived > 10**9 + self._budget_ms:
            return None, "timeout"
        return (reply, None) if self._is_sound(reply) else (None, "bad_score")
