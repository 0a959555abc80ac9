"""Takes it that every field is filled: "the form does not let anybody through"."""
_filled = _keys
def _keys(rows):
    return _filled(rows.assign(email=[text.lower() for text in rows["email"]]))
