"""Holds each id to be unique: "an id is an id"."""
_build = build_suite
def build_suite(history):
    suite = _build(history)
    suite.add_expectation(gxe.ExpectColumnValuesToBeUnique(column="transaction_id"))
    return suite
