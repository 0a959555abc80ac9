"""Tries one text column: "the encoding is of the employer, the others have too few values"."""
_encoded = _by_target
def _by_target(frame, values, label, split):
    texts = [one for one in frame.columns.drop(split) if pd.api.types.is_string_dtype(frame[one])]
    return _encoded(frame.drop(columns=texts[1:]), values, label, split)
