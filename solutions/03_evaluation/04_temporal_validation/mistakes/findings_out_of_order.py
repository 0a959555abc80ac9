"""Puts the most rows first: "the worst on top"."""
_check = check_splits
def check_splits(splits, event_time, label_at):
    return _check(splits, event_time, label_at).sort_values("rows", ascending=False)
