"""Labels only what was reported: "the rest we cannot know"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    out = _labels(transactions, decisions, reports, as_of, maturity)
    return out.assign(label=out["label"].where(out["label"] == 1))
