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
    raise NotImplementedError("write point_in_time_join: the brief is in README.md")
