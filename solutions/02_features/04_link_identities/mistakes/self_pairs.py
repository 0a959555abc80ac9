"""Joins the block with itself and leaves it at that: "the same row is a pair, too"."""
def _sharing(key):
    rows = pd.DataFrame({"key": key, "row": np.arange(len(key))}).dropna()
    rows = rows[rows.groupby("key")["key"].transform("size") <= MANY]
    pairs = rows.merge(rows, on="key", suffixes=("", "_other"))
    return pairs.loc[pairs["row"] <= pairs["row_other"], ["row", "row_other"]]
