"""Allows amounts of nought: "there are account checks"."""
_build = build_suite
def build_suite(history):
    suite = _build(history)
    for one in suite.expectations:
        if type(one) is gxe.ExpectColumnValuesToBeBetween and one.column == "amount_eur":
            one.min_value = 0
    return suite
