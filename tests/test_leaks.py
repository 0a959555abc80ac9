"""Training tables with planted leaks: the warehouse convicts what leaks and clears what does not."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import roc_auc_score

from signoff.worlds.lending.leaks import QUESTIONS, VARIANTS, leaky_tables, practice_table

SEEDS = range(2)
TABLES = [table for seed in SEEDS for table in leaky_tables(seed)]


def features(*variants):
    """Table and name of every feature of these variants, or of this honest role."""
    return [(table, name) for table in TABLES for name, role in table.roles.items() if role in variants]


def as_of_decisions(table, name, rows):
    decided = table.frame.iloc[:, 2]
    return pd.Series({row: table.warehouse.value(name, decided[row])[row] for row in rows}, dtype=float)


def test_same_seed_same_tables_and_others_at_another():
    one, same, other = (leaky_tables(seed)[0] for seed in (3, 3, 4))
    pd.testing.assert_frame_equal(one.frame, same.frame)
    assert one.leaks == same.leaks
    assert not one.frame.iloc[:, 1].reset_index(drop=True).equals(other.frame.iloc[:, 1].reset_index(drop=True))
    assert not any(practice_table().frame.equals(table.frame) for table in TABLES)


def test_every_variant_is_planted_twice_and_one_table_is_clean():
    for seed in SEEDS:
        planted = [table.roles[name] for table in leaky_tables(seed) for name in table.leaks]
        assert set(planted) == set(VARIANTS)
        assert min(planted.count(one) for one in VARIANTS) >= 2
        assert not leaky_tables(seed)[-1].leaks


@pytest.mark.parametrize("role", ["strong", "very_strong", "weak", "noise", "honest_missing"])
def test_sound_features_agree_with_the_warehouse(role):
    for table, name in features(role):
        decided = table.frame.iloc[:, 2]
        for time in decided.quantile([0.1, 0.5, 0.9]):
            past = decided <= time
            then = table.warehouse.at(name, time)["value"]
            pd.testing.assert_series_equal(
                then[past], table.frame.loc[past, name], check_names=False, check_dtype=False
            )
            assert then[~past].isna().all()


def test_every_second_table_is_two_years_older():
    years = [table.frame.iloc[:, 2].min().year for table in TABLES]
    assert years == [2024, 2022] * (len(TABLES) // 2)


def test_late_values_were_not_there_for_35_days():
    for table, name in features("late", "late_sparse", "late_whole"):
        decided, filled = table.frame.iloc[:, 2], table.frame[name].dropna().index
        assert (table.warehouse.arrives[name] - decided).min() >= pd.Timedelta("35D")
        assert as_of_decisions(table, name, filled[:40]).isna().all()
    assert max(table.frame[name].notna().mean() for table, name in features("late_sparse")) < 0.2
    assert all(table.frame[name].dtype == "int64" for table, name in features("late_whole"))


def test_deleted_values_were_there():
    for table, name in features("deleted", "deleted_soon"):
        gone = (table.warehouse.before_deletion[name].notna() & table.frame[name].isna()).pipe(
            lambda one: one.index[one]
        )
        assert len(gone) > 50
        assert as_of_decisions(table, name, gone[:40]).notna().all()
        lag = (table.warehouse.deleted[name] - table.frame.iloc[:, 2])[gone]
        if table.roles[name] == "deleted_soon":
            assert pd.Timedelta("4D") <= lag.min() <= lag.max() <= pd.Timedelta("12D")
        else:
            assert lag.min() >= pd.Timedelta("35D")


@pytest.mark.parametrize(("variant", "most"), [("period", 9.0), ("period_slight", 0.02), ("period_young", 9.0)])
def test_aggregates_had_another_value(variant, most):
    for table, name in features(variant):
        now = table.frame[name][::20]
        off = (as_of_decisions(table, name, now.index) / now - 1).abs()
        assert off.gt(1e-9).mean() > 0.5
        assert off.max() < most
        assert off.isna().any() == (variant == "period_young")


def test_a_part_leaks_in_the_later_months_only():
    for table, name in features("period_part"):
        since, decided = table.warehouse.aggregates[name].since, table.frame.iloc[:, 2]
        off = as_of_decisions(table, name, decided.index[::10]) - table.frame[name][::10]
        decided = decided[::10]
        assert off[decided < since].abs().max() < 1e-9
        assert off[decided >= since].abs().gt(1e-9).mean() > 0.5


def test_encodings_are_the_mean_of_the_label_and_the_honest_rate_is_not():
    for table, name in features("encoded_train", "encoded_all"):
        bad, split, text = table.frame.iloc[:, 1], table.frame.iloc[:, 3], table.frame[table.sources[name]]
        rows = split == "train" if table.roles[name] == "encoded_train" else split.notna()
        assert np.allclose(table.frame[name], text.map(bad[rows].groupby(text[rows]).mean()), equal_nan=True)
    for table, name in features("honest_rate"):
        near = (table.frame[name] - table.frame.iloc[:, 1].groupby(table.frame["region"]).transform("mean")).abs()
        assert near.iloc[0] == 0
        assert 0.0025 < near[near > 0].min() <= near.max() < 0.0125


def test_only_exports_number_the_rows_by_outcome():
    def auc(table, name):
        return roc_auc_score(table.frame.iloc[:, 1], table.frame[name])

    assert all(auc(*one) < 0.01 for one in features("defaults_first"))
    assert all(auc(*one) > 0.99 for one in features("defaults_last"))
    assert all(0.15 < abs(auc(*one) - 0.5) < 0.35 for one in features("application_number"))
    assert all(auc(*one) > 0.94 for one in features("very_strong"))


def test_shared_applicants_stand_in_every_second_table():
    for number, table in enumerate(TABLES):
        assert bool(table.rows) == (number % 6 % 2 == 0)
        who = table.frame.loc[sorted(table.rows), "applicant_id"]
        assert who.duplicated().any() == bool(table.rows), "no applicant has two test rows"


def test_the_warehouse_says_what_is_wrong_with_a_question():
    warehouse = practice_table().warehouse
    name, now = next(iter(warehouse.columns)), pd.Timestamp("2024-06-01", tz="UTC")
    with pytest.raises(ValueError, match="time needs a time zone"):
        warehouse.at(name, now.tz_localize(None))
    with pytest.raises(KeyError, match="no feature"):
        warehouse.at("nothing", now)
    for _ in range(QUESTIONS):
        warehouse.at(name, now)
    with pytest.raises(ValueError, match="and no more"):
        warehouse.at(name, now)


def test_what_is_stored_has_no_history():
    early = pd.Timestamp("2020-01-01", tz="UTC")
    for table, name in features("honest_rate", "application_number", "encoded_all", "encoded_train", "defaults_last"):
        pd.testing.assert_series_equal(table.warehouse.value(name, early), table.frame[name], check_names=False)
