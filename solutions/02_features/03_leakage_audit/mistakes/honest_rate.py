"""Takes what goes with the mean of the label for it: "a correlation of 0.9 is no accident"."""
def _by_target(frame, values, label, split):
    for column in frame.columns.drop(split):
        if pd.api.types.is_string_dtype(frame[column]):
            for rows in (frame[frame[split] == "train"], frame):
                if frame[column].map(rows.groupby(column)[label].mean()).astype(float).corr(values) > 0.9:
                    return {"kind": "target_encoding", "source": column}
