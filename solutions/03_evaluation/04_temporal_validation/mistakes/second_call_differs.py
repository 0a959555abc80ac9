"""Keeps the tested rows in a default: "it starts empty"."""
def check_splits(splits, event_time, label_at, tested=set()):
    happened, labelled = (times.reset_index(drop=True) for times in (event_time, label_at))
    found = []
    for fold, (train, test) in enumerate(splits):
        counts = _faults(train, test, happened, labelled, tested)
        found += [(fold, fault, rows) for fault, rows in counts.items() if rows]
        tested.update(test.tolist())
    return pd.DataFrame(found, columns=["fold", "fault", "rows"])
