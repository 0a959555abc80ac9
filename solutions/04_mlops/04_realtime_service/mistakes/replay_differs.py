"""Gives each answer an id of its own: "every answer is an event"."""
class _Keys(_Keys):
    def begin(self, key, record):
        state, kept = super().begin(key, record)
        return state, kept and kept | {"decision_id": str(uuid.uuid4())}
