"""Holds a column to bounds under the name it has in another table."""
_build = build_suite
def build_suite(history):
    suite = _build(history)
    suite.add_expectation(gxe.ExpectColumnMedianToBeBetween(column="amount_cents", min_value=100, max_value=10_000))
    return suite
