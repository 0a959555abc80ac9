"""Say whom the lender approves, and how sure you are (evaluation/fairness)."""

import numpy as np
import pandas as pd

NOT_STATED = "not stated"


def approval_table(applications: pd.DataFrame, reference: str, min_group: int, limit: float) -> pd.DataFrame:
    """Each group's approval rate beside that of the declared reference group.

    Args:
        applications: `group` (text or category, may be missing) and `approved` (bool); any rows, any index.
        reference: the group that policy compares with.
        min_group: with fewer applicants than this, in the group or in the reference, there is no verdict.
        limit: the ratio that policy asks for, above 0 and at most 1.

    Returns:
        One row per group: `group` (str), `n`, `approved` (int), `approval_rate`, `ratio`, `low`, `high` (float), `verdict`
        (str: "reference", "too_few", "below" or "not_shown").

    Raises:
        ValueError: nobody of the reference group applied, or nobody of it was approved.
    """
    raise NotImplementedError("write approval_table: the brief is in README.md")


def standardised_difference(scored: pd.DataFrame, reference: str) -> pd.DataFrame:
    """How far apart the groups' mean scores lie, in standard deviations of all scores.

    Args:
        scored: `group` (as above) and `score` (float64; a higher score is better for the applicant).
        reference: as above.

    Returns:
        One row per group: `group` (str), `n` (int), `difference` (float; negative: scored lower than the reference).

    Raises:
        ValueError: nobody of the reference group was scored.
    """
    raise NotImplementedError("write standardised_difference: the brief is in README.md")


def conditional_disparity(applications: pd.DataFrame, controls: list, known: dict, reference: str) -> pd.DataFrame:
    """Each group's approval rate beside what the reference's applicants had in the same strata.

    Args:
        applications: `group` and `approved` as above, and the controls (any dtype, may be missing).
        controls: names of columns; applicants with the same values in all of them are a stratum.
        known: for names of columns, when the value was there: "before" the decision, "with", "after" or "uncertain".
        reference: as above.

    Returns:
        One row per group: `group` (str), `n`, `supported` (int), `approval_rate`, `expected_rate`, `ratio` (float, may be
        missing), `reverses` (bool).

    Raises:
        ValueError: a control is not known before the decision, or nobody of the reference group applied.
    """
    raise NotImplementedError("write conditional_disparity: the brief is in README.md")


def equal_opportunity(decisions: pd.DataFrame, reference: str, min_group: int) -> pd.DataFrame:
    """Of those who would repay, how many each group's were approved, beside the reference group's.

    Args:
        decisions: `group` and `approved` as above, `would_repay` (bool, in the simulated world alone), `repaid` (boolean:
            what the lender came to know; missing for whom it did not approve).
        reference: as above.
        min_group: with fewer qualified applicants than this, in the group or in the reference, there is no verdict.

    Returns:
        One row per group: `group` (str), `n`, `qualified` (int), `share_approved`, `difference`, `low`, `high` (float,
        missing where nobody is qualified), `verdict` (str: "reference", "too_few", "behind" or "not_shown").

    Raises:
        ValueError: there is no column `would_repay`, or nobody of the reference group is qualified.
    """
    raise NotImplementedError("write equal_opportunity: the brief is in README.md")
