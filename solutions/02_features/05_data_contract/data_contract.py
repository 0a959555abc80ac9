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
    # solution: begin
    by_day = history.groupby(history["event_time"].dt.floor("D"))
    rows, last_hours = by_day.size(), by_day["hour"].max()
    wallet = Column("channel") == "wallet"
    expectations = [
        # the day as a whole
        gxe.ExpectTableColumnsToMatchSet(column_set=list(history.columns), exact_match=True),
        gxe.ExpectTableRowCountToBeBetween(min_value=int(rows.min() / 2), max_value=int(rows.max() * 2)),
        gxe.ExpectColumnMaxToBeBetween(column="hour", min_value=int(last_hours.min()) - 3),
        # what everybody reads
        gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="scored_at", column_B="event_time", or_equal=True, mostly=0.99
        ),
        gxe.ExpectColumnValuesToBeUnique(column="transaction_id", mostly=0.95),
        gxe.ExpectColumnValuesToBeInSet(column="currency", value_set=["EUR"], mostly=0.94),
        gxe.ExpectColumnValuesToBeBetween(
            column="amount_eur", min_value=0.01, max_value=history["amount_eur"].quantile(0.999), mostly=0.985
        ),
        # what single features read
        gxe.ExpectColumnValuesToBeBetween(
            column="lag_s", min_value=0, max_value=86_400, mostly=0.95, severity="warning"
        ),
        gxe.ExpectColumnValuesToNotBeNull(column="device_id", row_condition=wallet, mostly=0.95, severity="warning"),
    ]
    for column in ["amount", "amount_eur", "customer_id", "card_id", "merchant_id", "channel", "country"]:
        severity = "warning" if column in ("merchant_id", "channel", "country") else "critical"
        never = gxe.ExpectColumnValuesToNotBeNull(column=column, mostly=0.995, severity=severity)
        expectations.append(never)
    for column in ["terminal_id", "device_id"]:
        lowest, highest = int(history[column].min()), int(history[column].max())
        expectations.append(
            gxe.ExpectColumnValuesToBeBetween(
                column=column, min_value=lowest // 2, max_value=highest * 2, mostly=0.98, severity="warning"
            )
        )
    for column in ["channel", "country"]:
        known = sorted(history[column].unique())
        expectations.append(
            gxe.ExpectColumnValuesToBeInSet(column=column, value_set=known, mostly=0.98, severity="warning")
        )
    return gx.ExpectationSuite(name="transactions", expectations=expectations)
    # solution: end


def verdict(result: ExpectationSuiteValidationResult) -> Verdict:
    """What happens to the day.

    Args:
        result: of validating one day against the suite, in the result format `SUMMARY`.

    Returns:
        `pass`, `warn`, `quarantine` or `block`; README.md has what each of them sets off.
    """
    # solution: begin
    worst: Verdict = "pass"
    for one in result.results:
        if one.success:
            continue
        # what has no share of records is about the day as a whole
        share = (one.result or {}).get("unexpected_percent", 100.0)
        if one.expectation_config.severity == "critical" and share >= 10:
            return "block"
        worst = "quarantine"
    return worst
    # solution: end
