"""Policy ledger (system_design/policy_ledger)."""

import pandas as pd


def policy_ledger(frame: pd.DataFrame) -> pd.DataFrame:
    """What it gives you.

    Args:
        frame: one row per thing: columns with dtypes and units.

    Returns:
        Columns with dtypes and units.
    """
    raise NotImplementedError("write policy_ledger: the brief is in README.md")
