"""Cost threshold (evaluation/cost_threshold)."""

import pandas as pd


def cost_threshold(frame: pd.DataFrame) -> pd.DataFrame:
    """What it gives you.

    Args:
        frame: one row per thing: columns with dtypes and units.

    Returns:
        Columns with dtypes and units.
    """
    raise NotImplementedError("write cost_threshold: the brief is in README.md")
