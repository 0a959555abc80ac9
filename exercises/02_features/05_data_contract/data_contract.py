"""Hold each day of transactions to a contract (features/data_contract)."""

from typing import Literal

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd
from great_expectations.core import ExpectationSuiteValidationResult
from great_expectations.expectations.row_conditions import Column

Verdict = Literal["pass", "warn", "quarantine", "block"]


def build_suite(history: pd.DataFrame) -> gx.ExpectationSuite:
    """The contract that each later day has to keep.

    Args:
        history: about two months of clean days, one after the other, with the columns of a day (README.md). `hour`
            and `lag_s` are there, too.

    Returns:
        A suite of expectations, which is validated on one day at a time.
    """
    raise NotImplementedError("write build_suite: the brief is in README.md")


def verdict(result: ExpectationSuiteValidationResult) -> Verdict:
    """What happens to the day.

    Args:
        result: of validating one day against the suite, in the result format `SUMMARY`.

    Returns:
        `pass`, `warn`, `quarantine` or `block`; README.md has what each of them sets off.
    """
    raise NotImplementedError("write verdict: the brief is in README.md")
