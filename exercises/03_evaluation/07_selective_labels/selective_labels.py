"""Selective labels (evaluation/selective_labels)."""

import pandas as pd


def selective_labels(frame: pd.DataFrame) -> pd.DataFrame:
    """What it gives you.

    Args:
        frame: one row per thing: columns with dtypes and units.

    Returns:
        Columns with dtypes and units.
    """
    raise NotImplementedError("write selective_labels: the brief is in README.md")
