"""Velocity in SQL over a history of any size: the truth, found slowly, on a small one."""

import duckdb
import pandas as pd
import pytest

from signoff.worlds.payments.volume import DAYS, Machine, write_history, write_velocity

ROWS = 4_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("volume")
    write_history(folder / "history.parquet", ROWS, Machine(folder / "spill"))
    write_velocity(folder / "history.parquet", folder / "velocity.parquet", Machine(folder / "spill"))
    return folder


def read(path):
    return duckdb.sql(f"SELECT * FROM '{path}' ORDER BY transaction_id").df()


def known(history):
    """Count and sum of each payment's card in the day before, row by row."""
    found = []
    for now in history.itertuples():
        own = history[history["card_id"] == now.card_id]
        day = own["event_time"].between(now.event_time - pd.Timedelta("24h"), now.event_time, inclusive="left")
        seen = own.loc[day & (own["available_at"] <= now.scored_at), "amount_eur"]
        found.append((len(seen), seen.sum()))
    return pd.DataFrame(found, columns=["count_24h", "sum_24h"])


def test_the_history_has_the_rows_days_cards_and_late_records_that_it_says(folder):
    history = read(folder / "history.parquet")
    assert len(history) == ROWS == history["event_time"].nunique()
    assert (history["event_time"].max() - history["event_time"].min()).days == DAYS - 1
    assert history["card_id"].between(0, ROWS // 100 - 1).all() and history["card_id"].nunique() == ROWS // 100
    late = history["available_at"] > history["scored_at"]
    assert 0.005 < late.mean() < 0.015
    assert (history.loc[~late, "available_at"] < history.loc[~late, "scored_at"]).all()


def test_the_query_gives_what_could_be_read_when_each_payment_was_scored(folder):
    history, velocity = read(folder / "history.parquet"), read(folder / "velocity.parquet")
    truth = known(history)
    assert (velocity["count_24h"] == truth["count_24h"]).all()
    assert (velocity["sum_24h"] - truth["sum_24h"]).abs().max() < 1e-6
    assert velocity["count_24h"].gt(0).mean() > 0.5


def test_late_records_are_what_the_window_alone_gets_wrong(folder):
    history, velocity = read(folder / "history.parquet"), read(folder / "velocity.parquet")
    at_once = known(history.assign(available_at=history["event_time"]))
    differ = velocity["count_24h"] != at_once["count_24h"]
    assert 0 < differ.sum() < 0.05 * ROWS and (velocity["count_24h"] <= at_once["count_24h"]).all()


def test_a_second_history_is_the_same(folder, tmp_path):
    write_history(tmp_path / "again.parquet", ROWS, Machine(tmp_path / "spill"))
    pd.testing.assert_frame_equal(read(tmp_path / "again.parquet"), read(folder / "history.parquet"))
