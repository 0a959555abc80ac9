"""Lets equal times pass: "the same second is not later"."""
def check_splits(splits, event_time, label_at):
    happened, labelled = (times.reset_index(drop=True) for times in (event_time, label_at))
    found, tested = [], set()
    for fold, (train, test) in enumerate(splits):
        first = happened[test].min()
        apart = train[~np.isin(train, test)]
        past = apart[happened[apart] <= first]
        counts = {
            "shared": len(train) - len(apart),
            "from_the_future": len(apart) - len(past),
            "label_unknown": int(((labelled[past] > first) & (happened[past] < first)).sum()),
            "tested_before": len(tested.intersection(test.tolist())),
        }
        found += [(fold, fault, rows) for fault, rows in counts.items() if rows]
        tested.update(test.tolist())
    return pd.DataFrame(found, columns=["fold", "fault", "rows"])
