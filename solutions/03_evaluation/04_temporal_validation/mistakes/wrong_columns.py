"""Says how many in all: "nobody reads the rows"."""
_check = check_splits
def check_splits(splits, event_time, label_at):
    return _check(splits, event_time, label_at).rename(columns={"rows": "count"})
