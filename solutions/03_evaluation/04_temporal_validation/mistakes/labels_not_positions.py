"""Returns the index: "the index is the row number"."""
def _rows(event_time, first, after):
    return event_time.index[(event_time >= first) & (event_time < after)].to_numpy()
