"""Sends the whole record on: "the model takes what it needs"."""
def _event(record):
    return record.model_dump()
