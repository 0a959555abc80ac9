"""Cuts the range of the PDs into ten equal steps: "0 to 10 %, 10 to 20 %, as everyone reads it"."""
def reliability(p, y, bins=10):
    frame = pd.DataFrame({"p": p, "y": y, "bin": np.minimum((p * bins).astype(int), bins - 1)})
    table = frame.groupby("bin").agg(n=("p", "size"), mean_predicted=("p", "mean"), observed_rate=("y", "mean"))
    return table.reset_index(drop=True)
