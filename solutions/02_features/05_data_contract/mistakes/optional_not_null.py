"""Asks for every column in every record: "a gap is a defect"."""
_build = build_suite
def build_suite(history):
    suite = _build(history)
    suite.add_expectation(gxe.ExpectColumnValuesToNotBeNull(column="device_id"))
    return suite
