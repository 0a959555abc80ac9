"""Counts each fault by itself: "a row can have several"."""
def _faults(train, test, happened, labelled, tested):
    if not len(test):
        return {}
    first = happened[test].min()
    apart = train[~np.isin(train, test)]
    past = apart[happened[apart] < first]
    return {
        "shared": len(train) - len(apart),
        "from_the_future": int((happened[train] >= first).sum()),
        "label_unknown": int((~(labelled[train] <= first)).sum()),
        "tested_before": len(tested.intersection(test.tolist())),
    }
