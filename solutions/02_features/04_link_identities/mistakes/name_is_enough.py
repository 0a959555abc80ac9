"""Takes name and birth date for a key: "in this country that is unique"."""
_strictly = _backed
def _backed(name, other, born, same, blind):
    return _strictly(name, other, born, same or {"device_id", "name"}, blind)
