"""Cuts five pieces: "KFold(5)"."""
def _folds(rows, seed):
    return np.array_split(np.arange(rows), 5)
