"""Blocks on the birth date: "that never changes"."""
def _keys(rows):
    return [rows["birth_date"]]
