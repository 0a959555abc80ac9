"""Fairness (evaluation/fairness)."""

import pandas as pd


def fairness(frame: pd.DataFrame) -> pd.DataFrame:
    """What it gives you.

    Args:
        frame: one row per thing: columns with dtypes and units.

    Returns:
        Columns with dtypes and units.
    """
    raise NotImplementedError("write fairness: the brief is in README.md")
