"""Keeps the records in the class: "all workers shall know the same"."""
class OnlineVelocity(OnlineVelocity):
    _all, _all_old = {}, []
    def __init__(self, lateness):
        super().__init__(lateness)
        self._records, self._old_records = self._all, self._all_old
