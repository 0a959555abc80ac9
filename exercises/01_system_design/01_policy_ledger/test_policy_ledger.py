"""Graded tests of system_design/policy_ledger. Every case is planted, so every mistake shows at every seed."""

import numpy as np
import pandas as pd
import pytest

from signoff.testing import diagnose, points


@pytest.fixture
def frame(seed):
    """Ten values, none of them zero."""
    return pd.DataFrame({"value": np.random.default_rng(seed).integers(1, 100, 10)})


@points(2)
def test_each_value_is_doubled(submission, frame):
    """Each row carries twice its value."""
    result = submission.policy_ledger(frame)
    diagnose("not-a-frame", isinstance(result, pd.DataFrame), "The result is no DataFrame.")
    diagnose("missing-columns", "answer" in result.columns, "The result lacks the column answer.")
    wrong = result["answer"] != 2 * frame["value"]
    diagnose("tripled", not wrong.any(), lambda: f"Row {wrong.idxmax()} carries {result['answer'][wrong.idxmax()]}.")
