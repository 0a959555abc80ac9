"""Takes one split of eighty to twenty: "five say the same"."""
def _folds(rows, seed):
    return [np.random.default_rng(seed).permutation(rows)[: rows // 5]]
