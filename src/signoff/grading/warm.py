"""Import this once in a zygote: what every first grading would load or build is there afterwards, for all its children.

Only what leaves no trace: no thread, no parallel region, no random state.
"""

import gc
import sys
import tempfile
from pathlib import Path

from signoff.grading.grader import run_pytest
from signoff.sandbox.codec import decode, encode

with tempfile.TemporaryDirectory() as _folder:  # a session like any other, so that pytest's plugins are imported
    _tests = Path(_folder) / "test_nothing.py"
    _tests.write_text("def test_nothing(): pass\n", encoding="utf-8")
    run_pytest(_tests.parent, _tests)

if "pandas" in sys.modules:  # only where an exercise has it
    import numpy as np
    import pandas as pd

    _frame = pd.DataFrame(
        {
            "key": [1, 2, 2],
            "value": [0.5, 1.5, np.nan],
            "at": pd.to_datetime(["2026-01-01", "2026-01-02", "2026-01-03"], utc=True),
            "text": ["a", "b", None],
        }
    )
    decode(encode([_frame, _frame["value"].to_numpy()]))
    _frame.merge(_frame.groupby("key", as_index=False)["value"].sum(), on="key").sort_values("at")
gc.collect()
