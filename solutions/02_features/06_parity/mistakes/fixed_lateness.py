"""Builds the three days in: "that is what the contract says"."""
class OnlineVelocity(OnlineVelocity):
    def __init__(self, lateness):
        super().__init__(timedelta(days=3))
