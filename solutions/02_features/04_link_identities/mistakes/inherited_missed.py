"""Wants a document, a contact or a device in common: "a name is no proof"."""
_weigh = _evidence
def _evidence(rows, names, left, right):
    hard = [rows[name].to_numpy() for name in ("document_number", "email", "phone", "device_id")]
    none = ~np.any([values[left] == values[right] for values in hard], axis=0)
    return _weigh(rows, names, left, right) - 30.0 * none
