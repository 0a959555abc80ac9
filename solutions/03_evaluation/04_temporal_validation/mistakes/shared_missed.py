"""Looks at times only: "a row that is in both is from the future anyway"."""
def _faults(train, test, happened, labelled, tested):
    if not len(test):
        return {}
    first = happened[test].min()
    apart = train
    past = apart[happened[apart] < first]
    return {
        "shared": len(train) - len(apart),
        "from_the_future": len(apart) - len(past),
        "label_unknown": int((~(labelled[past] <= first)).sum()),
        "tested_before": len(tested.intersection(test.tolist())),
    }
