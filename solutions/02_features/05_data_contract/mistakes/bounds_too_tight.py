"""Reads the bounds from one day, the last: "the newest is the most like tomorrow"."""
_build = build_suite
def build_suite(history):
    suite = _build(history)
    day = history[history["event_time"].dt.date == history["event_time"].dt.date.max()]
    for column in ["amount_eur", "lag_s"]:
        lowest, highest = float(day[column].min()), float(day[column].max())
        suite.add_expectation(gxe.ExpectColumnValuesToBeBetween(column=column, min_value=lowest, max_value=highest))
    for column in ["country", "currency"]:
        suite.add_expectation(gxe.ExpectColumnValuesToBeInSet(column=column, value_set=sorted(day[column].unique())))
    return suite
