"""Fills gaps with an empty text before the join: "then nothing can break"."""
def _sharing(key):
    rows = pd.DataFrame({"key": key.fillna(""), "row": np.arange(len(key))})
    pairs = rows.merge(rows, on="key", suffixes=("", "_other"))
    return pairs.loc[pairs["row"] < pairs["row_other"], ["row", "row_other"]]
