"""Writes down what it was told: "a log is not state"."""
class OnlineVelocity(OnlineVelocity):
    def absorb(self, event):
        with open("absorbed.log", "a") as log:
            log.write(f"{event}\n")
        super().absorb(event)
