"""The dispute book: the same seed gives the same book, the cases are there, and no time is shared where one decides."""

import pandas as pd
import pytest

from signoff.worlds.payments.disputes import PER_CASE, DisputeBook, dispute_book, twins

MATURITY = pd.Timedelta("45D 7h")


@pytest.fixture(params=range(5))
def book(request: pytest.FixtureRequest) -> DisputeBook:
    return dispute_book(request.param, MATURITY)


def test_the_same_seed_gives_the_same_book(book: DisputeBook, request: pytest.FixtureRequest):
    again = dispute_book(request.node.callspec.params["book"], MATURITY)
    for table in ("transactions", "decisions", "reports"):
        pd.testing.assert_frame_equal(getattr(again, table), getattr(book, table))


def test_every_case_is_planted_for_its_own_payments(book: DisputeBook):
    ids = book.transactions["transaction_id"]
    assert ids.is_unique and book.transactions.index.is_unique
    assert set(book.case) == set(ids)
    assert (pd.Series(book.case).value_counts() >= PER_CASE).all()


def test_no_time_is_shared_where_the_last_one_counts(book: DisputeBook):
    assert not book.decisions.duplicated(["transaction_id", "decided_at"]).any()
    assert not book.reports.duplicated(["transaction_id", "reported_at"]).any()
    assert (book.reports["reported_at"] <= book.reports["available_at"]).all()


def test_a_pulled_back_approval_ends_undecided(book: DisputeBook):
    last = book.decisions.sort_values("decided_at").groupby("transaction_id")["action"].agg(["first", "last"])
    pulled = last.loc[[one for one, case in book.case.items() if case == "pulled_back"]]
    assert set(pulled["first"]) == {"approve"} and set(pulled["last"]) == {"review", "step_up"}


def test_lines_of_others_have_ids_that_only_resemble(book: DisputeBook):
    for case, log in (("twins_declined", book.decisions), ("twins_reported", book.reports)):
        others = {twin for one, planted in book.case.items() if planted == case for twin in twins(one)}
        assert others == set(log["transaction_id"]) - set(book.transactions["transaction_id"])
