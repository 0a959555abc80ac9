"""Wants the same document: "without it, we cannot know"."""
_weigh = _evidence
def _evidence(rows, names, left, right):
    document = rows["document_number"].to_numpy()
    return _weigh(rows, names, left, right) - 30.0 * (document[left] != document[right])
