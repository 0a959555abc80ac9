"""Encodes over all rows only: "they had the whole table"."""
_encoded = _by_target
def _by_target(frame, values, label, split):
    return _encoded(frame.assign(**{split: "train"}), values, label, split)
