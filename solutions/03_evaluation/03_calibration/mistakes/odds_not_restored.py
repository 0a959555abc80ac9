"""Scales the log-odds: "odds or log-odds, it is a factor either way"."""
def undo_undersampling(p, kept):
    return 1 / (1 + np.exp(-kept * np.log(p / (1 - p))))
