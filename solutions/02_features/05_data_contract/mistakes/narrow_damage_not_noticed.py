"""Looks at what everybody reads, and at codes; gaps and lateness are "somebody else's feature"."""
_build = build_suite
def build_suite(history):
    suite = _build(history)
    suite.expectations = [
        one for one in suite.expectations
        if getattr(one, "column", "") not in ("lag_s", "merchant_id")
    ]
    return suite
