"""Also writes down what was checked and found in order: "for the record"."""
_check = check_splits
def check_splits(splits, event_time, label_at):
    out = _check(splits, event_time, label_at)
    fine = [(fold, "shared", 0) for fold in range(len(splits)) if fold not in set(out["fold"])]
    return pd.concat([out, pd.DataFrame(fine, columns=out.columns)]).sort_values("fold", kind="stable")
