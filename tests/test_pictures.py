"""The pictures of module 2: what is drawn is what was given, and nothing lies outside the axes."""

import pandas as pd
import pytest
from matplotlib.figure import Figure

from signoff.worlds.pictures import offline_and_production, promised_and_real, pull_timeline


@pytest.fixture
def ax():
    return Figure().add_subplot()


def test_a_timeline_has_a_lane_per_pull_and_pales_what_had_not_arrived(ax):
    pulls = pd.DataFrame({
        "event_time": pd.to_datetime(["2025-01-10", "2025-02-20", "2025-02-20"], utc=True),
        "available_at": pd.to_datetime(["2025-01-11", "2025-02-21", "2025-03-24"], utc=True),
        "utilisation": [0.28, 0.31, 0.81],
    }, index=["first", "second", "correction"])  # fmt: skip
    decided = pd.Timestamp("2025-03-05", tz="UTC")
    pull_timeline(ax, pulls, decided, title="Two of three were in hand")
    assert ax.get_title(loc="left") == "Two of three were in hand"
    assert [label.get_text() for label in ax.get_yticklabels()] == ["first", "second", "correction"]
    squares = [line for line in ax.lines if line.get_marker() == "s"]
    assert squares[0].get_color() == squares[1].get_color() != squares[2].get_color()
    assert [text.get_text() for text in ax.texts] == ["0.28", "0.31", "0.81", " decided"]
    low, high = ax.get_xlim()
    assert all(low < ax.convert_xunits(line.get_xdata()[0]) < high for line in squares)
    assert [label.get_text() for label in ax.get_xticklabels()] == ["15 Jan", "1 Feb", "15 Feb", "1 Mar", "15 Mar"]


def test_each_way_of_joining_is_a_lane_with_a_ring_and_a_dot_per_book(ax):
    results = pd.DataFrame({
        "join": ["leaky", "honest"] * 2, "offline": [0.9, 0.7, 0.95, 0.72], "production": [0.7, 0.7, 0.71, 0.72],
    })  # fmt: skip
    offline_and_production(ax, results, title="A leak is no skill")
    assert [label.get_text() for label in ax.get_yticklabels()] == ["leaky", "honest"]
    rings, dots = ax.lines[0], ax.lines[1]
    assert list(rings.get_xdata()) == [0.9, 0.95]
    assert list(dots.get_xdata()) == [0.7, 0.71]


def test_promised_and_real_stand_side_by_side_with_their_values(ax):
    losses = pd.DataFrame({"promised": [42.0, 194.0], "real": [200.0, 194.0]}, index=["leaky", "honest"])
    promised_and_real(ax, losses, title="It cost five times as much", unit="thousand EUR")
    assert [bar.get_height() for bar in ax.patches] == [42, 194, 200, 194]
    assert [text.get_text() for text in ax.texts] == ["promised\n42", "promised\n194", "real\n200", "real\n194"]
    assert ax.get_ylabel() == "thousand EUR"
    assert ax.get_ylim()[1] > 200
