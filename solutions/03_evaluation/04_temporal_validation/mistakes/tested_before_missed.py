"""Compares with the fold before: "they follow each other"."""
def check_splits(splits, event_time, label_at):
    happened, labelled = (times.reset_index(drop=True) for times in (event_time, label_at))
    found, tested = [], set()
    for fold, (train, test) in enumerate(splits):
        counts = _faults(train, test, happened, labelled, tested)
        found += [(fold, fault, rows) for fault, rows in counts.items() if rows]
        tested = set(test.tolist())
    return pd.DataFrame(found, columns=["fold", "fault", "rows"])
