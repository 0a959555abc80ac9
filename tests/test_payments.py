"""The payments world: the same seed gives the same tables, nothing is known before its time, every case is there."""

import datetime as dt
from functools import cache

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from sklearn.metrics import roc_auc_score

from signoff.worlds import payments
from signoff.worlds.payments import PRESETS, PaymentsConfig, PaymentsWorld, Shift, gallery
from signoff.worlds.payments.cases import missing
from signoff.worlds.payments.defects import DEFECTS
from signoff.worlds.payments.spending import CATEGORIES, HABITS, RATES, SEGMENTS, values
from signoff.worlds.settings import WorldError
from signoff.worlds.tables import dictionary, digests, frames

SEEDS = range(20)
SMALL = PRESETS["small"]
PINNED = {
    "cards": "b1c70f1eef40d02d",
    "customers": "cd3e88864223abc1",
    "decisions": "74f6c853cd5fce79",
    "devices": "58118938fc6c5368",
    "merchants": "cd46525ecde1fe81",
    "reports": "1e19bc46cfe57c2c",
    "reviews": "27a3494f1f0e553c",
    "step_ups": "b623d10d186f370d",
    "terminals": "7cc6d6f57eeb47d5",
    "transactions": "9aad6e2ebeb6c6b3",
    "truth/campaigns": "91a3b41e68b886fd",
    "truth/compromises": "8faf959eaffe844a",
    "truth/defects": "f6213e5c709ae4cf",
    "truth/outcomes": "3a344c15f8aef32c",
}


@cache
def world(seed: int) -> PaymentsWorld:
    return payments.simulate(SMALL, seed)


@cache
def busy() -> PaymentsWorld:
    """Enough a day to see a day in it."""
    return payments.simulate(SMALL.but(customers=6_000), 9)


def decided(held: PaymentsWorld) -> pd.DataFrame:
    """Each transaction with its decided record, its decision and its truth."""
    found = held.decisions.merge(held.truth.outcomes, on="transaction_id", validate="one_to_one")
    return found.merge(held.transactions.drop(columns="transaction_id"), on="record_id", validate="one_to_one")


def end(held: PaymentsWorld) -> pd.Timestamp:
    return pd.Timestamp(held.config.end, tz="UTC")


def test_a_seed_gives_these_tables_on_any_machine():
    assert {name: digest[:16] for name, digest in digests(payments.simulate(SMALL, 2611)).items()} == PINNED


def test_another_seed_gives_other_tables():
    one, other = digests(world(3)), digests(world(4))
    same = {name for name in one if one[name] == other[name]}
    assert same == {"truth/defects"}  # empty in both


def test_the_parts_are_the_world():
    config, seed = SMALL, 5
    held = list(payments.parts(config, seed))
    assert len(held) == payments.steps(config)
    for side, name, frame in frames(world(seed)):
        key = name if side == "observed" else f"truth/{name}"
        pieces = [part[key] for part in held if key in part]
        pd.testing.assert_frame_equal(pd.concat(pieces, ignore_index=True), frame)


@pytest.mark.parametrize("seed", SEEDS)
def test_frames_are_as_the_dictionary_says(seed):
    known = dictionary("payments")
    tables = {(one.side, one.name): one for one in known.tables}
    found = {(side, name): frame for side, name, frame in frames(world(seed))}
    assert found.keys() == tables.keys()
    for key, frame in found.items():
        assert list(frame.columns) == [column.name for column in tables[key].columns]
        for column in tables[key].columns:
            values_ = frame[column.name]
            assert str(values_.dtype) == column.dtype, (key, column.name)
            if column.dtype == "category":
                assert tuple(values_.cat.categories) == column.values  # noqa: PD011 (the dictionary, not a frame)
            if column.unit == "EUR":
                assert (values_ >= 0).all()


def test_figures_of_spending_cover_the_dictionary():
    assert tuple(HABITS) == CATEGORIES
    assert tuple(SEGMENTS) == values("customers", "segment")
    assert set(RATES) == set(values("transactions", "currency"))
    assert values("transactions", "country") == values("merchants", "country")


@pytest.mark.parametrize("seed", SEEDS)
def test_every_case_is_in_every_small_world(seed):
    assert missing(world(seed)) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_keys_hold(seed):
    held = world(seed)
    for frame, key in (
        (held.customers, "customer_id"), (held.cards, "card_id"), (held.devices, "device_id"),
        (held.merchants, "merchant_id"), (held.terminals, "terminal_id"), (held.transactions, "record_id"),
        (held.decisions, "transaction_id"), (held.step_ups, "transaction_id"), (held.reviews, "transaction_id"),
        (held.reports, "transaction_id"), (held.truth.outcomes, "transaction_id"),
        (held.truth.compromises, "compromise_id"), (held.truth.campaigns, "campaign_id"),
    ):  # fmt: skip
        assert frame[key].is_unique, key
        assert frame[key].notna().all()
    records = held.transactions
    assert records["customer_id"].isin(held.customers["customer_id"]).all()
    assert records["card_id"].isin(held.cards["card_id"]).all()
    assert records["merchant_id"].isin(held.merchants["merchant_id"]).all()
    assert records["terminal_id"].dropna().isin(held.terminals["terminal_id"]).all()
    assert records["device_id"].dropna().isin(held.devices["device_id"]).all()
    assert set(held.decisions["transaction_id"]) == set(records["transaction_id"])
    assert held.decisions["transaction_id"].equals(held.truth.outcomes["transaction_id"])
    owners = records.merge(held.cards, on="card_id", validate="many_to_one")
    assert (owners["customer_id_x"] == owners["customer_id_y"]).all()
    places = records.dropna(subset="terminal_id").astype({"terminal_id": "int64"})
    places = places.merge(held.terminals, on="terminal_id", validate="many_to_one")
    assert (places["merchant_id_x"] == places["merchant_id_y"]).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_times_are_in_order(seed):
    held, records = world(seed), world(seed).transactions
    start = pd.Timestamp(held.config.start, tz="UTC")
    assert records["event_time"].between(start, end(held), inclusive="left").all()
    assert (records["event_time"] == records["event_time"].dt.floor("s")).all()
    assert (records["event_time"] < records["scored_at"]).all()
    assert (records["scored_at"] < records["available_at"]).all()
    cards = records.merge(held.cards, on="card_id", validate="many_to_one")
    assert (cards["issued_at"] <= cards["event_time"]).all()
    blocked = cards["blocked_at"].notna()
    assert (cards["event_time"] < cards["blocked_at"])[blocked].all()
    first = records.sort_values("scored_at").drop_duplicates("transaction_id")
    by_record = held.decisions.set_index("record_id")["decided_at"]
    assert set(first["record_id"]) == set(held.decisions["record_id"])
    assert (first.set_index("record_id")["scored_at"] == by_record.loc[first["record_id"]]).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_observed_after_the_end(seed):
    held = world(seed)
    for frame, column in (
        (held.reviews, "closed_at"), (held.reports, "available_at"), (held.reports, "reversed_at"),
        (held.cards, "blocked_at"), (held.cards, "issued_at"),
    ):  # fmt: skip
        assert (frame[column].dropna() < end(held)).all(), column
    assert (held.reports["reported_at"] < held.reports["available_at"]).all()
    told = held.reports.merge(decided(held), on="transaction_id", validate="one_to_one")
    assert (told["event_time"] <= told["reported_at"]).all()
    assert told["authorised"].all()
    assert (told["reported_at"] == told["would_be_reported_at"]).all()
    assert (told["road"].astype(str) == told["would_be_reported"].astype(str)).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_observed_is_what_would_have_been(seed):
    held = world(seed)
    asked = held.step_ups.merge(decided(held), on="transaction_id", validate="one_to_one")
    assert (asked["outcome"].astype(str) == asked["step_up_would"].astype(str)).all()
    assert ((asked["outcome"] == "passed") == asked["authorised"]).all()
    assert asked["terminal_id"].isna().all()  # nobody is asked at a terminal
    seen = held.reviews.merge(decided(held), on="transaction_id", validate="one_to_one")
    assert (seen["verdict"].astype(str) == seen["analyst_would_say"].astype(str)).all()
    rest = decided(held)
    assert rest.loc[rest["action"] == "approve", "authorised"].all()
    assert not rest.loc[rest["action"] == "decline", "authorised"].any()
    honest = rest[~rest["is_fraud"]]
    assert (honest["loss_eur"] == 0).all()
    assert honest[["typology", "compromise_id", "would_be_borne_by"]].isna().all(axis=None)
    assert (rest["loss_eur"] <= rest["amount_eur"] + 15 + 0.1 * rest["amount_eur"]).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_queue_is_as_long_as_its_day(seed):
    held = world(seed)
    queued = held.decisions[held.decisions["action"] == "review"]
    assert queued["decided_at"].dt.floor("D").value_counts().max() <= held.config.reviews_per_day
    full = held.decisions[held.decisions["reason"] == "queue_full"]
    assert full["action"].isin(["approve", "step_up"]).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_no_attempt_after_the_bank_stopped_it(seed):
    held = world(seed)
    fraud = decided(held).dropna(subset="compromise_id").astype({"compromise_id": "int64"})
    fraud = fraud.merge(held.truth.compromises, on="compromise_id", validate="many_to_one")
    assert len(fraud) == held.truth.outcomes["is_fraud"].sum()
    assert (fraud["customer_id_x"] == fraud["customer_id_y"]).all()
    assert (fraud["compromised_at"] < fraud["event_time"]).all()
    stopped = fraud["stopped_at"].notna()
    assert (fraud["event_time"] <= fraud["stopped_at"])[stopped].all()
    assert (
        fraud.groupby("compromise_id")["event_time"].min() == fraud.groupby("compromise_id")["first_attempt_at"].first()
    ).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_propensities_are_those_of_the_actions(seed):
    config = SMALL.but(explore_share=0.3)
    held = payments.simulate(config, seed)
    moved = held.decisions[held.decisions["propensity"] < 1]
    explored = moved["source"] == "exploration"
    assert np.allclose(moved.loc[explored, "propensity"], 0.3)
    assert np.allclose(moved.loc[~explored, "propensity"], 0.7)
    assert abs(explored.mean() - 0.3) < 0.05
    slice_ = held.decisions[held.decisions["source"] == "exploration"]
    assert (slice_["action"] == "approve").all()
    amounts = slice_.merge(held.transactions, on="record_id", validate="one_to_one")["amount_eur"]
    assert amounts.max() <= 250 + 6  # cash abroad is rounded to tens of another currency
    fallback = held.decisions["source"] == "fallback"
    assert held.decisions.loc[fallback, ["score", "model_version"]].isna().all(axis=None)
    assert held.decisions.loc[~fallback, ["score", "model_version"]].notna().all(axis=None)


@pytest.mark.parametrize("share", [0.0, 0.002, 0.02, 0.1])
def test_the_share_of_fraud_is_as_configured(share):
    config = SMALL.but(fraud_share=share, customers=2_000)
    found = payments.simulate(config, 11).truth.outcomes["is_fraud"].mean()
    assert abs(found - share) <= 0.15 * share


def test_only_the_typologies_asked_for():
    held = payments.simulate(SMALL.but(typologies=("account_takeover", "first_party")), 2)
    assert set(held.truth.outcomes["typology"].dropna()) == {"account_takeover", "first_party"}


def test_ids_microseconds_and_places_give_nothing_away():
    """A column that should say nothing says nothing: the AUC of each is a coin's, within four standard errors."""
    held = decided(busy()).reset_index(names="place")
    held["score_us"] = held["scored_at"].dt.microsecond
    held["lag_us"] = (held["available_at"] - held["scored_at"]).dt.microseconds
    held["cents"] = (held["amount_eur"] * 100).round() % 7
    for column in ("transaction_id", "customer_id", "card_id", "device_id", "score_us", "lag_us", "cents"):
        rows = held.dropna(subset=column)
        rows = rows[rows["device_id"].notna()] if column == "device_id" else rows
        fraud = rows["is_fraud"].to_numpy()
        auc = roc_auc_score(fraud, rows[column].astype(float))
        # Frauds on one card or device are not independent; there are about a third as many of those.
        noise = np.sqrt(1 / (12 * fraud.sum() / 3))
        assert abs(auc - 0.5) < 4 * noise, (column, auc)


def test_an_honest_shift_moves_the_traffic_and_not_the_fraud():
    day = dt.date(2025, 3, 1)
    plain = payments.simulate(SMALL.but(customers=3_000), 8)
    after = pd.Timestamp(day, tz="UTC")
    for shift, measure, low in (
        (Shift(kind="prices", on=day, size=1.5), lambda rows: rows["amount_eur"].median(), 1.35),
        (Shift(kind="wallet", on=day, size=2.5), lambda rows: (rows["channel"] == "wallet").mean(), 1.8),
        (
            Shift(kind="travel", on=day, size=4.0),
            lambda rows: (~rows["country"].isin(["DE", "FR", "NL", "ES"])).mean(),
            1.15,
        ),
    ):
        moved = payments.simulate(SMALL.but(customers=3_000, shifts=(shift,)), 8)
        before = moved.transactions["event_time"] < after
        assert measure(moved.transactions[~before]) > low * measure(
            plain.transactions[plain.transactions["event_time"] >= after]
        )
        assert (
            abs(
                measure(moved.transactions[before])
                / measure(plain.transactions[plain.transactions["event_time"] < after])
                - 1
            )
            < 0.05
        )
        assert abs(moved.truth.outcomes["is_fraud"].sum() / plain.truth.outcomes["is_fraud"].sum() - 1) < 0.1


def test_quiet_fraud_moves_no_column():
    day = dt.date(2025, 3, 1)
    plain = payments.simulate(SMALL, 8)
    loud = payments.simulate(SMALL.but(shifts=(Shift(kind="quiet_fraud", on=day, size=2.0),)), 8)
    quiet = loud.truth.outcomes["quiet"]
    wanted = 2.0 * 0.01 / 0.99 * (decided(plain)["event_time"] >= pd.Timestamp(day, tz="UTC")).sum()
    assert abs(quiet.sum() / wanted - 1) < 0.05
    assert loud.truth.outcomes.loc[quiet, "is_fraud"].all()
    # What the platform received is the same to the last column, up to what was noticed and stopped afterwards.
    columns = ["event_time", "merchant_id", "amount_eur", "channel", "device_id"]
    was = plain.transactions.set_index(["customer_id", "event_time"]).index
    now = loud.transactions.set_index(["customer_id", "event_time"]).index
    assert now.isin(was).mean() > 0.999
    early = [
        one[one["event_time"] < pd.Timestamp(day, tz="UTC")][columns] for one in (plain.transactions, loud.transactions)
    ]
    pd.testing.assert_frame_equal(*early)


def test_fraudsters_learn_the_limit():
    stubborn = payments.simulate(SMALL.but(customers=3_000, adaptation=0.0), 6).truth.outcomes["adapted"]
    held = payments.simulate(SMALL.but(customers=3_000, adaptation=1.0), 6)
    assert not stubborn.any()
    rows = decided(held)
    limit = np.where(
        rows["event_time"] < pd.Timestamp(SMALL.limit_changes_on, tz="UTC"), SMALL.limit_eur, SMALL.new_limit_eur
    )
    adapted = rows["adapted"].to_numpy()
    assert adapted.sum() > 12
    assert (rows["amount_eur"].to_numpy()[adapted] < limit[adapted]).all()
    assert (rows["amount_eur"].to_numpy()[adapted] > 0.79 * limit[adapted]).all()
    assert rows["is_fraud"].to_numpy()[adapted].all()


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_touches_what_the_truth_names_and_nothing_else(name):
    held, day = world(9), dt.date(2025, 2, 11)
    damaged = held.with_defect(name, day)
    named = damaged.truth.defects
    assert set(named["defect"]) == {name}
    assert len(held.truth.defects) == 0  # the world before is as it was
    assert (named["day"] == pd.Timestamp(day, tz="UTC")).all()
    touched = set(named["record_id"])
    before, after = held.transactions.set_index("record_id"), damaged.transactions.set_index("record_id")
    how = named["how"].iloc[0]
    assert set(after.index) - set(before.index) == (touched if how == "added" else set())
    assert set(before.index) - set(after.index) == (touched if how == "removed" else set())
    both = before.index.intersection(after.index)
    old, new = before.loc[both].astype(object), after.loc[both, before.columns].astype(object)
    differs = ((old != new) & ~(old.isna() & new.isna())).any(axis=1)
    assert set(both[differs]) == (touched if how == "changed" else set())
    on_day = before.loc[before.index.isin(touched), "event_time"].dt.date
    assert (on_day == day).all()
    assert len(touched) >= 5
    pd.testing.assert_frame_equal(damaged.transactions, held.with_defect(name, 41).transactions)


def test_what_the_defects_do():
    held, day = world(9), dt.date(2025, 2, 11)

    def pair(name: str, column: str) -> tuple[pd.Series, pd.Series]:
        damaged = held.with_defect(name, day)
        ids = damaged.truth.defects["record_id"]
        sides = (
            frame.set_index("record_id").reindex(ids)[column] for frame in (held.transactions, damaged.transactions)
        )
        return tuple(sides)

    was, now = pair("cents", "amount")
    assert np.allclose(now, 100 * was)
    was, now = pair("shifted_zone", "event_time")
    assert (now - was == pd.Timedelta("2h")).all()
    was, now = pair("late_partition", "available_at")
    assert (now - was).min() > pd.Timedelta("1D")
    _, now = pair("device_dropped", "device_id")
    assert now.isna().all()
    _, now = pair("enum_widened", "channel")
    assert (now == "click_to_pay").all()
    was, now = pair("currency_swapped", "currency")
    assert (was == "EUR").all()
    assert (now == "USD").all()
    was, now = pair("schema_changed", "amount")
    assert now.isna().all()
    assert np.allclose(
        pair("schema_changed", "amount")[0] * 100,
        held.with_defect("schema_changed", day)
        .transactions.dropna(subset="amount_minor")["amount_minor"]
        .astype(float),
    )
    doubled = held.with_defect("duplicates", day)
    again = doubled.transactions.tail(len(doubled.truth.defects))
    assert again["transaction_id"].isin(held.transactions["transaction_id"]).all()


@pytest.mark.parametrize("name", DEFECTS)
def test_a_milder_defect_hits_fewer_records(name):
    sizes = [len(busy().with_defect(name, 41, severity=one).truth.defects) for one in (0.2, 0.6, 1.0)]
    assert 0 < sizes[0] < sizes[1] < sizes[2]
    for bad in (0, 1.5, True, "much"):
        with pytest.raises(WorldError, match="expected a number above 0 to 1"):
            world(9).with_defect(name, 41, severity=bad)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_booked_tells_no_future(seed):
    held = world(seed).reports
    assert (held.loc[held["reversed_at"].isna(), "borne_by"] != "customer").all()
    assert (held.loc[held["reversed_at"].notna(), "borne_by"] == "customer").all()
    assert (held.loc[held["reversed_at"].notna(), "recovered_eur"] == 0).all()


def test_devices_fit_their_channel_and_were_seen():
    held = busy()
    used = held.transactions.dropna(subset="device_id").astype({"device_id": "int64"})
    used = used.merge(held.devices, on="device_id", validate="many_to_one")
    assert used.loc[used["channel"] == "wallet", "platform"].isin(["ios", "android"]).all()
    assert set(held.devices["device_id"]) == set(used["device_id"])


def test_no_road_or_block_is_an_oracle():
    """Calls, offline records, and blocks after a verdict exist for honest customers and fraud alike."""
    held = busy()
    rows = decided(held)
    told = held.reports.merge(rows[["transaction_id", "is_fraud"]], on="transaction_id")
    assert {True, False} <= set(told.loc[told["road"] == "call", "is_fraud"])
    late = rows[rows["scored_at"] - rows["event_time"] > pd.Timedelta("1h")]
    assert {True, False} <= set(late["is_fraud"])
    suspected = held.reviews[held.reviews["verdict"] == "fraud"].merge(rows, on="transaction_id")
    blocked = suspected.merge(held.cards, on="card_id")["blocked_at"].notna()
    honest = ~suspected["is_fraud"].to_numpy()
    assert blocked[honest].mean() > 0.8


def test_defects_add_up():
    held = world(9).with_defect("cents", 3).with_defect("truncated_day", 4).with_defect("schema_changed", 3)
    assert held.truth.defects["defect"].unique().tolist() == ["cents", "truncated_day", "schema_changed"]
    assert str(held.truth.defects["defect"].dtype) == "category"


@pytest.mark.parametrize(
    "draw",
    [
        gallery.hours_of_the_week, gallery.label_maturity, gallery.campaigns, gallery.amounts, gallery.below_the_limit,
        gallery.where_fraud_ends,
    ],
)  # fmt: skip
def test_a_picture_says_what_it_found(draw):
    titles = []
    for seed in (0, 1):
        ax = Figure().add_subplot()
        draw(ax, world(seed))
        titles.append(ax.get_title(loc="left"))
        assert ax.get_xlabel()
    assert all(any(letter.isdigit() for letter in title) for title in titles)
    assert titles[0] != titles[1]  # computed, not typed


@pytest.mark.parametrize("name", DEFECTS)
def test_a_bad_day_stands_out_in_its_picture(name):
    ax = Figure().add_subplot()
    gallery.bad_day(ax, busy(), name, day=60)
    usual, dot = ax.lines[0], ax.lines[1]
    figures = dict(zip(usual.get_xdata(), usual.get_ydata(), strict=True))
    on_the_day = float(dot.get_ydata()[0])
    others = [value for day, value in figures.items() if day != 0]
    assert on_the_day < min(others) or on_the_day > max(others)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"fraud_share": -0.1}, "fraud_share is -0.1, expected a number from 0 to 0.2."),
        ({"customers": 5}, "customers is 5, expected a whole number from 100 to 2000000."),
        ({"customers": 1e3}, "customers is 1000.0, expected a whole number from 100 to 2000000."),
        ({"end": dt.date(2024, 12, 31)}, "end is 2024-12-31, expected a day after start (2025-01-01)."),
        ({"end": dt.date(2045, 1, 1)}, "end is 2045-01-01, expected at most ten years after start (2025-01-01)."),
        ({"typologies": ()}, "typologies is empty, expected at least one of"),
        ({"typologies": ("skimming",)}, "typologies[0] is 'skimming', expected 'card_testing', "),
        ({"limit_changes_on": dt.date(2030, 1, 1)}, "limit_changes_on has 2030-01-01, expected a day from 2025-01-01"),
        ({"fraud_shares": 0.1}, "Unknown field fraud_shares: did you mean fraud_share?"),
    ],
)  # fmt: skip
def test_a_bad_configuration_is_refused_in_one_sentence(changes, sentence):
    with pytest.raises(WorldError) as refused:
        SMALL.but(**changes)
    assert str(refused.value).startswith(sentence)


def test_bad_seeds_shifts_and_defects_are_refused():
    for seed in (-1, 1.5, True):
        with pytest.raises(WorldError, match="expected a whole number from 0 on"):
            payments.simulate(SMALL, seed)
    with pytest.raises(WorldError, match="kind is 'fashion', expected 'prices'"):
        Shift(kind="fashion", on=dt.date(2025, 2, 1), size=1.1)
    with pytest.raises(WorldError, match="did you mean duplicates"):
        world(9).with_defect("duplicate", 3)
    with pytest.raises(WorldError, match="day is 120, expected a number from 0 to 119"):
        world(9).with_defect("cents", 120)


def test_the_course_preset_can_carry_a_threshold():
    """Four months to train on, six to set a threshold on with at least 1,000 known frauds, and a maturity to wait."""
    config, maturity = PRESETS["course"], pd.Timedelta("120D")
    assert config.end - config.start > 3 * maturity
    held = payments.simulate(config, 2611)
    last = end(held) - maturity
    first = last - pd.Timedelta("182D")
    assert first - pd.Timestamp(config.start, tz="UTC") > pd.Timedelta("120D")
    known = held.reports[held.reports["reversed_at"].isna()].merge(
        decided(held), on="transaction_id", validate="one_to_one"
    )
    assert (known["event_time"].between(first, last) & known["is_fraud"]).sum() >= 1_000


def test_a_configuration_can_be_as_small_as_allowed():
    tiny = PaymentsConfig(
        end=dt.date(2025, 1, 2), customers=100, merchants=800, fraud_share=0.0, retry_share=0.0, late_share=0.0
    )
    held = payments.simulate(tiny, 0)
    assert not held.truth.outcomes["is_fraud"].any()
    assert len(held.truth.compromises) == 0
