"""Join features as they were known (features/point_in_time)."""

import pandas as pd


def point_in_time_join(decisions: pd.DataFrame, snapshots: pd.DataFrame, max_age: pd.Timedelta) -> pd.DataFrame:
    """Attach to each decision the newest bureau measurement that had arrived by then, in its last corrected form.

    Args:
        decisions: a row per decision: `application_id` (str), `applicant_id` (int64), `decided_at`
            (datetime64[us, UTC]), and whatever other columns there are.
        snapshots: a row per bureau pull: `applicant_id` (int64), `event_time` (when the bureau measured),
            `available_at` (when we received it; both datetime64[us, UTC]), `utilisation` (float64, 0-1) and
            `delinquencies` (int64).
        max_age: a measurement older than this at the decision is stale.

    Returns:
        The decisions, same columns, rows, order and index, plus `utilisation`, `delinquencies` and `event_time` of the
        measurement (missing where there is none, or only a stale one) and `is_stale` (bool).
    """
    # solution: begin
    pulls = snapshots.sort_values(["available_at", "event_time"])
    newest_so_far = pulls.groupby("applicant_id")["event_time"].cummax()
    pulls = pulls[pulls["event_time"] == newest_so_far]  # a late, older measurement replaces nothing
    asked = decisions.assign(_row=range(len(decisions))).sort_values("decided_at")
    joined = pd.merge_asof(asked, pulls, left_on="decided_at", right_on="available_at", by="applicant_id")
    joined = joined.sort_values("_row").set_axis(decisions.index)
    is_stale = joined["decided_at"] - joined["event_time"] > max_age
    values = joined[["utilisation", "delinquencies", "event_time"]].mask(is_stale)
    return pd.concat([decisions, values, is_stale.rename("is_stale")], axis=1)
    # solution: end
