"""Names the first text column as the source: "they are all text"."""
_encoded = _by_target
def _by_target(frame, values, label, split):
    texts = [one for one in frame.columns.drop(split) if pd.api.types.is_string_dtype(frame[one])]
    found = _encoded(frame, values, label, split)
    return {**found, "source": texts[0]} if found else None
