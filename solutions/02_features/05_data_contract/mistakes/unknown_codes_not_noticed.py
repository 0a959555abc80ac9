"""Leaves codes to the encoder: "unknown is a category, too"."""
_build = build_suite
def build_suite(history):
    suite = _build(history)
    suite.expectations = [one for one in suite.expectations if not (type(one) is gxe.ExpectColumnValuesToBeInSet and one.column in ("channel", "country"))]
    return suite
