"""Encodes over the training rows only: "a pipeline fits on train"."""
_encoded = _by_target
def _by_target(frame, values, label, split):
    return _encoded(frame[frame[split] == "train"], values, label, split)
