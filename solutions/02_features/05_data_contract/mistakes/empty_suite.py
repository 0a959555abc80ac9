"""Makes a suite and forgets to fill it."""
def build_suite(history):
    return gx.ExpectationSuite(name="transactions")
