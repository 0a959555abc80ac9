"""Waits for the first answer and returns it: "why bother the sender"."""
class _Keys(_Keys):
    def __init__(self):
        super().__init__()
        self.done = threading.Condition()
    def begin(self, key, record):
        with self.done:
            while (found := super().begin(key, record))[0] == "in progress":
                self.done.wait()
            return found
    def end(self, key, answer):
        with self.done:
            super().end(key, answer)
            self.done.notify_all()
