"""Gives the model all the time there is: "the rules are quick"."""
class _Desk(_Desk):
    def timeout_ms(self, arrived_ms, deadline_ms):
        return super().timeout_ms(arrived_ms, deadline_ms) + self.settings["reserve_ms"]
