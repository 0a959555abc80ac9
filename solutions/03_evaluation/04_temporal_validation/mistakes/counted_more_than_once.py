"""Counts how often each row was tested: "the sum says it"."""
def check_splits(splits, event_time, label_at):
    happened, labelled = (times.reset_index(drop=True) for times in (event_time, label_at))
    found, tested = [], np.zeros(len(happened), dtype=int)
    for fold, (train, test) in enumerate(splits):
        counts = _faults(train, test, happened, labelled, set()) | {"tested_before": int(tested[test].sum())}
        found += [(fold, fault, rows) for fault, rows in counts.items() if rows]
        tested[test] += 1
    return pd.DataFrame(found, columns=["fold", "fault", "rows"])
