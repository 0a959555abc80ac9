"""Does not expect a fold without tests: "what would it be for"."""
def _faults(train, test, happened, labelled, tested):
    first = happened[test].min()
    apart = train[~np.isin(train, test)]
    past = apart[happened[apart] < first]
    return {
        "shared": len(train) - len(apart),
        "from_the_future": len(apart) - len(past),
        "label_unknown": int((~(labelled[past] <= first)).sum()),
        "tested_before": len(tested.intersection(test.tolist())),
    }
