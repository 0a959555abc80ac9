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
    # solution: begin
    table = _grouped(applications)["approved"].agg(n="size", approved="sum")
    n0, a0 = _reference(table, reference)[["n", "approved"]]
    if a0 == 0:
        raise ValueError(f"nobody of {reference} was approved")
    table["approval_rate"] = table["approved"] / table["n"]
    table["ratio"] = table["approval_rate"] / (a0 / n0)
    approved = table["approved"].clip(lower=0.5)
    error = np.sqrt(1 / approved - 1 / table["n"] + 1 / a0 - 1 / n0)
    centre = np.log(approved / table["n"] / (a0 / n0))
    table["low"], table["high"] = np.exp(centre - 1.96 * error), np.exp(centre + 1.96 * error)
    few = (table["n"] < min_group) | (n0 < min_group)
    table["verdict"] = np.select([few, table["high"] < limit], ["too_few", "below"], "not_shown")
    table.loc[reference, ["low", "high"]] = 1.0
    table.loc[reference, "verdict"] = "reference"
    return table.reset_index()
    # solution: end


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
    # solution: begin
    table = _grouped(scored)["score"].agg(n="size", mean="mean")
    gap = table["mean"] - _reference(table, reference)["mean"]
    alike = scored["score"].min() == scored["score"].max()
    table["difference"] = 0.0 if alike else gap / scored["score"].std()
    return table[["n", "difference"]].reset_index()
    # solution: end


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
    # solution: begin
    late = [name for name in controls if known.get(name) != "before"]
    if late:
        raise ValueError(f"{', '.join(late)}: not known before the decision")
    rows = pd.DataFrame(
        {"group": _labels(applications).to_numpy(), "approved": applications["approved"].to_numpy(dtype=float)}
    )
    rows["stratum"] = 0
    if controls:
        rows["stratum"] = applications.groupby(controls, dropna=False, observed=True).ngroup().to_numpy()
    plain = rows.groupby("group")["approved"].mean()
    theirs = _reference(plain, reference)
    expected = rows[rows["group"] == reference].groupby("stratum")["approved"].mean()
    rows["expected"] = rows["stratum"].map(expected)
    inside = rows[rows["expected"].notna()].groupby("group")
    table = rows.groupby("group").agg(n=("approved", "size"))
    table["supported"] = inside.size().reindex(table.index, fill_value=0)
    table["approval_rate"], table["expected_rate"] = inside["approved"].mean(), inside["expected"].mean()
    table["ratio"] = table["approval_rate"] / table["expected_rate"].where(table["expected_rate"] > 0)
    table["reverses"] = _side(plain / theirs if theirs else plain * np.nan) * _side(table["ratio"]) < 0
    table.loc[reference, "reverses"] = False
    return table.reset_index()
    # solution: end


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
    # solution: begin
    if "would_repay" not in decisions.columns:
        raise ValueError("who would have repaid is not known here: no column would_repay")
    table = _grouped(decisions)["approved"].agg(n="size")
    able = _grouped(decisions[decisions["would_repay"]])["approved"].agg(qualified="size", share_approved="mean")
    q0, p0 = _reference(able, reference)
    table["qualified"] = able["qualified"].reindex(table.index, fill_value=0)
    p = table["share_approved"] = able["share_approved"].reindex(table.index)
    table["difference"] = p - p0
    error = np.sqrt(p * (1 - p) / table["qualified"].where(p.notna()) + p0 * (1 - p0) / q0)
    table["low"], table["high"] = table["difference"] - 1.96 * error, table["difference"] + 1.96 * error
    few = (table["qualified"] < min_group) | (q0 < min_group)
    table["verdict"] = np.select([few, table["high"] < 0], ["too_few", "behind"], "not_shown")
    table.loc[reference, ["low", "high"]] = 0.0
    table.loc[reference, "verdict"] = "reference"
    return table.reset_index()


def _side(ratio):
    return np.sign((ratio - 1).where((ratio - 1).abs() > 1e-9, 0.0))


def _labels(rows):
    return rows["group"].astype(object).where(rows["group"].notna(), NOT_STATED).rename("group")


def _grouped(rows):
    return rows.assign(group=_labels(rows)).groupby("group")


def _reference(table, reference):
    if reference not in table.index:
        raise ValueError(f"there is nobody of {reference} to compare with")
    return table.loc[reference]
    # solution: end
