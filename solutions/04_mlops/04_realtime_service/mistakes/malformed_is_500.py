"""Reads the field's name off the place of each error: "there is always one"."""
def _fields(places):
    return sorted({place[1] for place in places if place[1] in _Record.model_fields or place[2]})
