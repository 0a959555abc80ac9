"""Waits a second time when the first was in vain: "it must be there by now"."""
class Decider(Decider):
    def _ask(self, event, arrived):
        try:
            handle = self._model.submit(event)
            left = self._budget_ms - (self._clock.now_ms() - arrived)
            if left < 1:
                return None, "timeout"
            try:
                reply = handle.result(left)
            except TimeoutError:
                if self._clock.now_ms() - arrived < self._budget_ms:
                    return None, "timeout"
                reply = handle.result(left)
        except TimeoutError:
            return None, "timeout"
        except Exception:
            return None, "error"
        return (reply, None) if self._is_sound(reply) else (None, "bad_score")
