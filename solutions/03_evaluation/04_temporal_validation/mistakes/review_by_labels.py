"""Looks rows up by their label: "a Series is indexed by it"."""
_check = check_splits
def check_splits(splits, event_time, label_at):
    happened = pd.Series(event_time.array, index=event_time.index).groupby(level=0).first()
    labelled = pd.Series(label_at.array, index=label_at.index).groupby(level=0).first()
    rows = range(len(event_time))
    return _check(splits, happened.reindex(rows, fill_value=happened.max()), labelled.reindex(rows, fill_value=happened.max()))
