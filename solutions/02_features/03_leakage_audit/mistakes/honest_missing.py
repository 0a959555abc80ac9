"""Flags every gap that goes with the outcome: "missing says something"."""
_numbered = _by_order
def _by_order(frame, values, label):
    gaps = values.isna()
    if gaps.any() and frame.loc[gaps, label].mean() > 1.3 * frame[label].mean():
        return {"kind": "missingness", "witness": gaps.idxmax(), "asked": pd.Timestamp("2026-01-01", tz="UTC")}
    return _numbered(frame, values, label)
