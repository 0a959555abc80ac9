"""Takes the usual number of records and a tenth to either side: "volume is stable"."""
_build = build_suite
def build_suite(history):
    suite = _build(history)
    suite.add_expectation(gxe.ExpectTableRowCountToBeBetween(
        min_value=int(0.9 * len(history) / history["event_time"].dt.date.nunique()),
        max_value=int(1.1 * len(history) / history["event_time"].dt.date.nunique()),
    ))
    return suite
