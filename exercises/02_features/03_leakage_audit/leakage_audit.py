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
    raise NotImplementedError("write audit: the brief is in README.md")


def mortgage_leaks(frame: pd.DataFrame) -> list[str]:
    """The columns of `loanapp` that are known only with or after the lender's decision, without `approved`.

    Args:
        frame: the data set `loanapp`, a row per application.

    Returns:
        Names of columns, each once, in any order.
    """
    raise NotImplementedError("write mortgage_leaks: the brief is in README.md")
