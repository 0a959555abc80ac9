"""Graded tests of spend/trailing_spend: 15 points.

No test needs another one: other graders know no `needs`, and `bench/compare.py` puts these same six through them.
"""

import numpy as np
import pandas as pd
import pytest

from signoff.testing import diagnose, points

COLUMNS = ["card_id", "day", "spend_eur", "trailing_eur"]
CARDS, DAYS, PAYMENTS = 14, 28, 350
START, DAY = pd.Timestamp("2024-03-01", tz="UTC"), pd.Timedelta("1D")
CENT = 0.01


@pytest.fixture(scope="module")
def payments(seed):
    """Cards with gaps between their days; the first never had a payment approved, the second not its first one."""
    draw = np.random.default_rng(seed)
    moments = np.sort(draw.integers(0, DAYS * 86_400, PAYMENTS))
    made = pd.DataFrame(
        {
            "card_id": draw.integers(1, CARDS + 1, PAYMENTS),
            "paid_at": (START + pd.to_timedelta(moments, unit="s")).as_unit("us"),
            "amount_eur": draw.lognormal(3.0, 1.0, PAYMENTS).round(2) + CENT,
            "approved": draw.random(PAYMENTS) < 0.85,
        }
    )
    made.loc[made["card_id"] == 1, "approved"] = False
    made.loc[made.index[made["card_id"] == 2][0], "approved"] = False
    return made


@points(2)
def test_one_row_per_card_and_day(submission, payments):
    """Every card has a row for each calendar day since its first payment, in order."""
    mine = answer(submission, payments, 7)
    wanted = list(known(payments, 7))
    diagnose("lost-rows", set(mine) >= set(wanted), "A card has no row for a day since its first payment.")
    diagnose("other-rows", set(mine) <= set(wanted), "There is a row for a day on which the card was not yet known.")
    diagnose("row-order", list(mine) == wanted, "The rows do not ascend by card, then by day.")


@points(3)
def test_a_day_counts_what_was_approved(submission, payments):
    """A day's spend is the sum of its approved payments."""
    compare(answer(submission, payments, 7), known(payments, 7), column=0, diagnosis="other-spend")


@points(4)
def test_the_window_ends_the_day_before(submission, payments):
    """The trailing spend is that of the seven calendar days before, of this card alone."""
    compare(answer(submission, payments, 7), known(payments, 7), column=1, diagnosis="other-window")


@points(3)
def test_windows_have_any_length(submission, payments):
    """A window of one day and one of fourteen are as right."""
    for days in (1, 14):
        compare(answer(submission, payments, days), known(payments, days), column=1, diagnosis="other-length")


@points(2)
def test_payments_come_in_any_order(submission, payments):
    """The same payments in another order give the same table."""
    straight, turned = answer(submission, payments, 7), answer(submission, payments[::-1], 7)
    diagnose("rows-by-order", len(straight) > 0 and set(straight) == set(turned), "Other rows for the same payments.")
    compare(turned, straight, column=0, diagnosis="spend-by-order")
    compare(turned, straight, column=1, diagnosis="window-by-order")


@points(1)
def test_no_payments_give_no_rows(submission, payments):
    """Without payments there is a table with all columns and no row."""
    mine = answer(submission, payments.iloc[:0], 7)
    diagnose("rows-from-nothing", len(mine) == 0, "There are rows, although nobody paid.")


# --- the answer and the truth, both as {(card, days since START): (spend, trailing)} ---


def answer(submission, payments, days):
    """What the submission says, once it has the promised form."""
    mine = submission.trailing_spend(payments.copy(), days)  # a copy, so that no answer changes the next one's data
    diagnose("not-a-table", isinstance(mine, pd.DataFrame), "The answer is no table.")
    diagnose("missing-columns", set(COLUMNS) <= set(mine.columns), lambda: f"The columns are {list(mine.columns)}.")
    utc = isinstance(mine["day"].dtype, pd.DatetimeTZDtype)
    diagnose("no-time-zone", utc, "`day` has no time zone.")
    cards, spend, trailing = (mine[name].tolist() for name in ("card_id", "spend_eur", "trailing_eur"))
    since = ((mine["day"] - START) / DAY).tolist()
    rows = dict(zip(zip(cards, since, strict=True), zip(spend, trailing, strict=True), strict=True))
    diagnose("rows-twice", len(rows) == len(mine), "A card has two rows for one day.")
    return rows


def compare(mine, truth, *, column, diagnosis):
    """Every row that both have must agree, and most must be there: which are missing is another test's question."""
    common = mine.keys() & truth.keys()
    diagnose("few-rows", len(common) > len(truth) / 5, lambda: f"Only {len(common)} of {len(truth)} rows are there.")
    wrong = [key for key in truth if key in common and not abs(mine[key][column] - truth[key][column]) <= CENT / 10]
    diagnose(diagnosis, not wrong, lambda: (
        f"Card {wrong[0][0]} on {START + wrong[0][1] * DAY:%Y-%m-%d}: {mine[wrong[0]][column]}, expected"
        f" {truth[wrong[0]][column]:.2f} EUR."
    ))  # fmt: skip


def known(payments, days):
    """Slowly and obviously: each card, each day, each day before it."""
    spent, first = {}, {}
    since = (payments["paid_at"] - START).dt.days
    for card, day, amount, approved in zip(
        payments["card_id"], since, payments["amount_eur"], payments["approved"], strict=True
    ):
        first[card] = min(first.get(card, day), day)
        spent[card, day] = spent.get((card, day), 0.0) + amount * approved
    last = max(day for _, day in spent)
    rows = {}
    for card in sorted(first):
        for day in range(first[card], last + 1):
            before = sum(spent.get((card, earlier), 0.0) for earlier in range(day - days, day))
            rows[card, day] = (spent.get((card, day), 0.0), before)
    return rows
