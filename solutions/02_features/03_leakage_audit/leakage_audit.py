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
        export_order, entity_overlap), and its evidence: `witness`, `asked`, `source`.
    """
    # solution: begin
    features = frame.columns.drop(["applicant_id", label, decided_at, split])
    times = frame[decided_at].sort_values().iloc[(np.linspace(0.1, 1, 8) * (len(frame) - 1)).astype(int)]
    found = []
    for feature in features:
        values = frame[feature]
        if pd.api.types.is_numeric_dtype(values):
            finding = (
                _by_time(frame, values, decided_at, times, recompute_as_of)
                or _by_target(frame, values, label, split)
                or _by_order(frame, values, label)
            )
            if finding:
                found.append({"feature": feature, **finding})
    train = frame[frame[split] == "train"]
    known = pd.Series(train.index, train["applicant_id"]).groupby(level=0).first()
    witness = frame.loc[frame[split] == "test", "applicant_id"].map(known).dropna().astype("int64")
    found += [{"row": row, "kind": "entity_overlap", "witness": one} for row, one in witness.items()]
    return pd.DataFrame(found, columns=["feature", "row", "kind", "witness", "asked", "source"])


def _by_time(frame, values, decided_at, times, recompute_as_of):
    """What the warehouse said of applications decided in the five weeks before a moment, against the table."""
    seen = {}
    for time in times:
        recent = (frame[decided_at] <= time) & (frame[decided_at] > time - pd.Timedelta("35D"))
        then, now = recompute_as_of.at(values.name, time)["value"][recent].astype(float), values[recent].astype(float)
        for kind, differs in {
            "full_period": (then - now).abs() > 1e-9,
            "missingness": then.notna() & now.isna(),
            "post_outcome": then.isna() & now.notna(),
        }.items():
            if differs.any():
                seen.setdefault(kind, {"kind": kind, "witness": differs.idxmax(), "asked": time})
    # an aggregate may also have been missing while its group was small: another value decides
    return seen.get("full_period") or seen.get("missingness") or seen.get("post_outcome")


def _by_target(frame, values, label, split):
    """Whether the column is the mean of the label by one of the text columns."""
    for column in frame.columns.drop(split):
        if pd.api.types.is_string_dtype(frame[column]):
            for rows in (frame[frame[split] == "train"], frame):
                encoded = frame[column].map(rows.groupby(column)[label].mean()).astype(float)
                if (encoded - values).abs().lt(1e-6).sum() > 0.9 * encoded.notna().sum():
                    return {"kind": "target_encoding", "source": column}
    return None


def _by_order(frame, values, label):
    """Whether the column numbers the rows, by outcome."""
    if sorted(values) != list(range(1, len(frame) + 1)):
        return None
    ranks, bad = values.rank(), frame[label]
    auc = (ranks[bad].mean() - (bad.sum() + 1) / 2) / (~bad).sum()
    return {"kind": "export_order"} if abs(auc - 0.5) > 0.4 else None
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
