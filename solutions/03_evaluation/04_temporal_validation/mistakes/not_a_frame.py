"""Returns the findings as a list: "that is what they are"."""
_check = check_splits
def check_splits(splits, event_time, label_at):
    return _check(splits, event_time, label_at).to_dict("records")
