"""Holds one lock over the whole decision: "now it is thread-safe"."""
class _Desk(_Desk):
    def __init__(self, *args):
        super().__init__(*args)
        self.lock = threading.Lock()
    def decide(self, event, arrived_ms, deadline_ms):
        with self.lock:
            return super().decide(event, arrived_ms, deadline_ms)
