"""Keeps the keys in the module: "there is only one app"."""
_all_keys = _Keys()
def _Keys():
    return _all_keys
