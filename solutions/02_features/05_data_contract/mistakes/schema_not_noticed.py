"""Lets columns come and go: "we read by name", and asks for a value only where the column is core."""
_build = build_suite
def build_suite(history):
    suite = _build(history)
    suite.expectations = [
        one for one in suite.expectations
        if type(one) is not gxe.ExpectTableColumnsToMatchSet and getattr(one, "column", "") != "amount"
    ]
    return suite
