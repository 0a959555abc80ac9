"""Audit a training table for leaks (features/leakage_audit)."""

from typing import Any

import numpy as np
import pandas as pd


def audit(
    frame: pd.DataFrame,
    label: str,
    decided_at: str,
    split: str,
    catalogue: pd.DataFrame,
    recompute_as_of: Any,
) -> pd.DataFrame:
    """Every leak of a training table, with its evidence.

    Args:
        frame: a row per application: `applicant_id` (int64), the three columns named next, and the features.
        label: name of the column with the outcome (bool).
        decided_at: name of the column with the time of the decision (datetime64[us, UTC]).
        split: name of the column that says `train` or `test`.
        catalogue: `feature`, `known` (before or after the decision), `owner`; partly wrong.
        recompute_as_of: `.at(feature, time)` gives a frame with the column `value`: the feature as known at `time`.

    Returns:
        A row per leak: `feature` or `row`, `kind` (post_outcome, full_period, missingness, target_encoding,
        export_order, entity_overlap), `evidence`.
    """
    # solution: begin
    features = frame.columns.drop(["applicant_id", label, decided_at, split])
    times = frame[decided_at].sort_values().iloc[(np.linspace(0.15, 1, 6) * (len(frame) - 1)).astype(int)]
    found = []
    for feature in features:
        values = frame[feature]
        if pd.api.types.is_numeric_dtype(values):
            kind, evidence = (
                _by_time(frame, values, decided_at, times, recompute_as_of)
                or _by_target(frame, values, label, split)
                or _by_order(frame, values, label, decided_at)
                or (None, None)
            )
            if kind:
                found.append((feature, None, kind, evidence))
    trained = set(frame.loc[frame[split] == "train", "applicant_id"])
    shared = frame[(frame[split] == "test") & frame["applicant_id"].isin(trained)]
    found += [
        (None, row, "entity_overlap", f"applicant {who} is in train, too")
        for row, who in shared["applicant_id"].items()
    ]
    return pd.DataFrame(found, columns=["feature", "row", "kind", "evidence"])


def _by_time(frame, values, decided_at, times, recompute_as_of):
    """What the warehouse said of applications decided in the four weeks before a moment, against the table."""
    seen = {"post_outcome": 0, "missingness": 0, "full_period": 0}
    for time in times:
        recent = (frame[decided_at] <= time) & (frame[decided_at] > time - pd.Timedelta("28D"))
        then, now = recompute_as_of.at(values.name, time)["value"][recent].astype(float), values[recent].astype(float)
        seen["post_outcome"] += int((then.isna() & now.notna()).sum())
        seen["missingness"] += int((then.notna() & now.isna()).sum())
        seen["full_period"] += int((then - now).abs().gt(1e-9).sum())
    kind = max(seen, key=lambda one: seen[one])
    return (kind, f"{seen[kind]} recent rows differed from the warehouse at the time") if seen[kind] else None


def _by_target(frame, values, label, split):
    """Whether the column is the mean of the label by one of the text columns."""
    for column in frame.columns.drop(split):
        if pd.api.types.is_string_dtype(frame[column]):
            for rows in (frame[frame[split] == "train"], frame):
                encoded = frame[column].map(rows.groupby(column)[label].mean()).astype(float)
                if (encoded - values).abs().lt(1e-6).sum() > 0.9 * encoded.notna().sum():
                    return "target_encoding", f"equals the mean of {label} by {column}"
    return None


def _by_order(frame, values, label, decided_at):
    """Whether the column numbers the rows, by outcome."""
    if sorted(values) != list(range(1, len(frame) + 1)):
        return None
    by_time = abs(np.corrcoef(values, frame[decided_at].rank())[0, 1])
    ranks, bad = values.rank(), frame[label]
    auc = (ranks[bad].mean() - (bad.sum() + 1) / 2) / (~bad).sum()
    if by_time < 0.9 and abs(auc - 0.5) > 0.4:
        return "export_order", f"numbers 1 to n and separates the outcomes with an AUC of {auc:.3f}"
    return None
    # solution: end


def mortgage_leaks(frame: pd.DataFrame) -> list[str]:
    """The columns of `loanapp` that are known only with or after the lender's decision, without `approved`.

    Args:
        frame: the data set `loanapp`, a row per application.

    Returns:
        Names of columns, each once, in any order.
    """
    # solution: begin
    after = ["action", "purchaser_type", "rejected"]
    with_it = ["meets_guidelines", "insurance_approved", "unverifiable", "times_reviewed"]
    return [name for name in after + with_it if name in frame]
    # solution: end
