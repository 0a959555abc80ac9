"""Expects late replies only: "the server is never down, only slow"."""
class Decider(Decider):
    def _ask(self, event, arrived):
        try:
            left = self._budget_ms
            handle = self._model.submit(event)
            left -= self._clock.now_ms() - arrived
            reply = handle.result(left) if left >= 1 else None
        except TimeoutError:
            return None, "timeout"
        if left < 1 or self._clock.now_ms() - arrived > self._budget_ms:
            return None, "timeout"
        return (reply, None) if self._is_sound(reply) else (None, "bad_score")
