"""Remembers answers by the tables' lengths: "the logs only ever grow"."""
_labels, _kept = training_labels, {}
def training_labels(transactions, decisions, reports, as_of, maturity):
    key = tuple(transactions.index), len(decisions), len(reports), as_of, maturity
    if key not in _kept:
        _kept[key] = _labels(transactions, decisions, reports, as_of, maturity)
    return _kept[key]
