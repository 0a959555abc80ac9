"""The alert book: the same seed gives the same book, and it has what a queue is filled from."""

import pandas as pd
import pytest

from signoff.worlds.payments.alerts import AlertBook, alert_book


@pytest.fixture(params=range(3))
def book(request: pytest.FixtureRequest) -> AlertBook:
    return alert_book(request.param)


def test_the_same_seed_gives_the_same_book(book: AlertBook, request: pytest.FixtureRequest):
    again = alert_book(request.node.callspec.params["book"])
    pd.testing.assert_frame_equal(again.payments, book.payments)
    pd.testing.assert_frame_equal(again.known, book.known)
    assert again.days.equals(book.days)


def test_every_payment_is_scored_once_and_the_types_are_as_said(book: AlertBook):
    assert book.payments["payment_id"].is_unique
    assert book.payments.dtypes.astype(str).to_dict() == {
        "payment_id": "int64",
        "card_id": "int64",
        "scored_at": "datetime64[us, UTC]",
        "score": "float64",
        "amount_eur": "float64",
        "is_fraud": "bool",
    }
    assert book.payments.notna().all(axis=None)


def test_some_days_have_fraud_and_some_have_none_and_sundays_are_free(book: AlertBook):
    day = book.payments["scored_at"].dt.floor("D")
    frauds = book.payments.groupby(day)["is_fraud"].sum().reindex(book.days, fill_value=0)
    assert (frauds > 0).sum() >= 10 and (frauds == 0).sum() >= 10
    assert not (book.days.weekday == 6).any()


def test_blocked_cards_pay_no_more_or_seldom(book: AlertBook):
    assert len(book.known) > 10 and book.known["card_id"].is_unique
