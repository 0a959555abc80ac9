"""Keeps 10 ms in reserve: "the rules need time as well"."""
class Decider(Decider):
    def _ask(self, event, arrived):
        try:
            handle = self._model.submit(event)
            left = self._budget_ms - (self._clock.now_ms() - arrived)
            if left < 1:
                return None, "timeout"
            left = max(1, left - 10)
            reply = handle.result(left)
        except TimeoutError:
            return None, "timeout"
        except Exception:
            return None, "error"
        if self._clock.now_ms() - arrived > self._budget_ms:
            return None, "timeout"
        return (reply, None) if self._is_sound(reply) else (None, "bad_score")
