"""Puts the two beside each other: "pandas aligns them"."""
_check = check_splits
def check_splits(splits, event_time, label_at):
    both = pd.DataFrame({"happened": event_time, "labelled": label_at})
    return _check(splits, both["happened"], both["labelled"])
