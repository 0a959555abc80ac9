"""Says so where there is nothing to review: "an empty review is an error"."""
_check = check_splits
def check_splits(splits, event_time, label_at):
    if not splits:
        raise ValueError("no splits")
    return _check(splits, event_time, label_at)
