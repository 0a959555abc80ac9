"""The pictures of module 3 show the numbers they were given, and the luck they simulate is the luck one can compute."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from signoff.worlds import evaluation_pictures as pictures


@pytest.fixture
def ax() -> Axes:
    return Figure().subplots()


def words(ax: Axes) -> str:
    return " | ".join(text.get_text() for text in ax.texts)


def test_reliability_draws_every_curve_as_given_and_names_it(ax):
    said, happened = np.array([0.1, 0.5]), np.array([0.05, 0.3])
    curves = [pictures.Curve("first", said, happened, (0.2, 0.4)), pictures.Curve("second", happened, said, (0.6, 0.2))]
    pictures.reliability(ax, curves, title="Too high", prediction="predicted")
    _, first, second = ax.lines
    assert np.array_equal(first.get_xdata(), said)
    assert np.array_equal(first.get_ydata(), happened)
    assert {first.get_marker(), second.get_marker()} == {"o", "s"}
    assert "first" in words(ax)
    assert "second" in words(ax)
    assert (ax.get_title(loc="left"), ax.get_xlabel()) == ("Too high", "predicted")


def test_luck_shrinks_with_the_root_of_the_number_of_customers():
    errors = pictures.chance_errors(np.array([0.25]), sizes=[400, 40_000], rounds=400, seed=1)
    small, large = errors.groupby("customers")["error"].mean()
    # One band: the mean size of a normal deviation with the binomial's standard error.
    expected = np.sqrt(2 / np.pi * 0.25 * 0.75 / 400)
    assert small == pytest.approx(expected, rel=0.1)
    assert small / large == pytest.approx(10, rel=0.15)


def test_luck_in_one_band_does_not_pay_for_luck_in_another():
    one = pictures.chance_errors(np.array([0.45]), sizes=[1_000], rounds=300, seed=2)["error"].mean()
    two = pictures.chance_errors(np.array([0.45, 0.55]), sizes=[1_000], rounds=300, seed=2)["error"].mean()
    assert two / one == pytest.approx(np.sqrt(2), rel=0.15)


def test_luck_is_repeatable_and_certain_customers_have_none():
    pds = np.array([0.0, 1.0, 0.3])
    again = [pictures.chance_errors(pds, sizes=[50], rounds=5, seed=3) for _ in range(2)]
    assert again[0].equals(again[1])
    assert (pictures.chance_errors(pds[:2], sizes=[50], rounds=5, seed=3)["error"] == 0).all()


def test_error_spread_says_how_often_each_size_breaks_the_limit(ax):
    errors = pictures.chance_errors(np.array([0.1, 0.4]), sizes=[100, 10_000], rounds=200, seed=4)
    pictures.error_spread(ax, errors, limit=0.02, title="Luck")
    for customers, found in errors.groupby("customers")["error"]:
        assert f"{(found > 0.02).mean() * 100:.0f} % break the limit" in words(ax)
        assert f"{customers:,}" in [label.get_text() for label in ax.get_yticklabels()]
    assert "limit 2 %" in words(ax)
    assert ax.get_xlim()[1] > max(text.get_position()[0] for text in ax.texts)


@pytest.mark.parametrize(("rate", "constant"), [(0.5, "0.250"), (0.1, "0.090")])
def test_brier_stands_beside_the_constant_of_the_same_default_rate(ax, rate, constant):
    pictures.brier_beside_constant(ax, [pictures.Portfolio("cards", rate, 0.08)], title="Which is better?")
    assert f"cards: model 0.080, constant {constant}" in words(ax)


def test_budget_curve_draws_both_shares_and_writes_the_marked_ones(ax):
    curve = pd.DataFrame({"precision": [0.8, 0.3], "value_found": [0.1, 0.6]}, index=[5, 80])
    pictures.budget_curve(ax, curve, marked=[80], title="Three products")
    drawn = [line.get_ydata().tolist() for line in ax.lines if len(line.get_ydata()) > 1]
    assert drawn == [[0.8, 0.3], [0.1, 0.6]]
    assert "30%" in words(ax)
    assert "60%" in words(ax)
    assert "80%" not in words(ax)


def test_a_look_that_costs_more_than_it_brings_is_hollow(ax):
    worth = pd.Series([50.0, 8.0, 4.0], index=["1-2", "3-5", "6-10"])
    pictures.worth_of_a_look(ax, worth, cost=8, title="Worth")
    heights, faces = zip(*((bar.get_height(), bar.get_facecolor()[:3]) for bar in ax.patches), strict=True)
    assert heights == (50, 8, 4)
    assert [face == (1, 1, 1) for face in faces] == [False, False, True]
    assert "EUR 8" in words(ax)


def test_windows_stand_where_they_were_told(ax):
    days = pd.to_datetime(["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"])
    folds = pd.DataFrame([list(days)], columns=["train_from", "train_to", "test_from", "test_to"], index=["fold 0"])
    pictures.windows(ax, folds, title="Windows")
    widths = [bar.get_width() for bar in ax.patches]
    assert widths == [31, 31]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["fold 0"]
    for word in ("trains on", "waits", "tested on"):
        assert word in words(ax)


def test_said_and_happened_are_two_lines(ax):
    months = pd.DataFrame({"said": [0.1, 0.05], "happened": [0.2, 0.5]}, index=["Q1", "Q2"])
    pictures.said_and_happened(ax, months, title="Late", outcome="subscriptions")
    assert [line.get_ydata().tolist() for line in ax.lines] == [[0.2, 0.5], [0.1, 0.05]]
    assert ax.get_ylim()[0] == 0


def test_intervals_show_few_people_hollow(ax):
    found = pd.DataFrame(
        {"low": [0.5, 0.7], "estimate": [0.8, 0.9], "high": [1.1, 1.0], "n": [8, 1_200], "few": [True, False]},
        index=["few", "many"],
    )
    pictures.intervals(ax, found, lines={"equal": 1.0, "limit": 0.8}, title="Ratios", xlabel="ratio")
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    assert [dot.get_markerfacecolor() == "white" for dot in dots] == [True, False]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["few\nn = 8", "many\nn = 1,200"]
    assert "limit" in words(ax)


def test_rates_by_stratum_draws_the_larger_group_larger(ax):
    rates = pd.DataFrame(
        {"old": [0.7, 0.6], "n old": [10, 100], "young": [0.8, 0.5], "n young": [400, 400]}, index=["owner", "all"]
    )
    pictures.rates_by_stratum(ax, rates, title="Turned", ylabel="approved")
    old, young = ax.collections
    assert old.get_offsets()[:, 1].tolist() == [0.7, 0.6]
    assert old.get_sizes()[0] < old.get_sizes()[1] < young.get_sizes()[0]
    for rate in ("70%", "60%", "80%", "50%"):
        assert rate in words(ax)
