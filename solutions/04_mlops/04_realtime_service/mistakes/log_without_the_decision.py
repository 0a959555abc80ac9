"""Logs that something was decided: "the rest is in the database"."""
class _Desk(_Desk):
    def decide(self, event, arrived_ms, deadline_ms):
        log.disabled = True
        answer = super().decide(event, arrived_ms, deadline_ms)
        log.disabled = False
        if answer:
            log.info("decided %s", answer["decision_id"])
        return answer
