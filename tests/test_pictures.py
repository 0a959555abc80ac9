"""The pictures of module 2: what is drawn is what was given, and nothing lies outside the axes."""

import pandas as pd
import pytest
from matplotlib.figure import Figure

from signoff.worlds.pictures import (
    alike_pairs,
    blocks,
    field_weights,
    growth,
    linked_files,
    offline_and_production,
    promised_and_fresh,
    promised_and_real,
    pull_timeline,
    run_chart,
    share_by_band,
    share_grid,
    two_errors,
)


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


def test_a_pair_is_a_dot_where_it_is_one_person_and_a_ring_where_it_is_two(ax):
    pairs = pd.DataFrame({
        "one": ["Юлия", "Andrea"], "other": ["Yuliya", "Andreas"], "similarity": [0.0, 0.97], "same": [True, False],
    })  # fmt: skip
    alike_pairs(ax, pairs, title="Likeness is no identity")
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Юлия / Yuliya", "Andrea / Andreas"]
    dot, ring = ax.lines
    assert (dot.get_xdata()[0], ring.get_xdata()[0]) == (0, 0.97)
    assert dot.get_markerfacecolor() != ring.get_markerfacecolor() == "white"
    assert [text.get_text() for text in ax.texts] == ["0.00", "0.97"]


def test_blocks_are_named_where_they_stand_and_unions_are_squares(ax):
    found = pd.DataFrame(
        {"compared": [0.001, 0.2, 0.005], "complete": [0.86, 0.91, 0.99], "union": [False, False, True]},
        index=["birth date", "state", "both"],
    )
    blocks(ax, found, title="Two see more than one")
    line, *points = ax.lines
    assert list(line.get_xdata()) == [0.5]
    assert [point.get_marker() for point in points] == ["o", "o", "s"]
    assert [(text.get_text(), text.xy) for text in ax.texts] == [
        ("birth date", (0.1, 86)), ("state", (20, 91)), ("both", (0.5, 99)),
    ]  # fmt: skip
    low, high = ax.get_xlim()
    assert low < 0.1 < 20 < high


def test_a_field_has_a_dot_a_ring_and_a_cross(ax):
    weights = pd.DataFrame(
        {"strangers": [8.0, 11.0], "relatives": [0.5, 0.7], "differs": [-3.0, -1.0]}, index=["surname", "device"]
    )
    field_weights(ax, weights, title="It depends on whom you ask")
    assert [label.get_text() for label in ax.get_yticklabels()] == ["surname", "device"]
    by_marker = {
        (line.get_marker(), line.get_markerfacecolor() == "white"): list(line.get_xdata()) for line in ax.lines
    }
    assert by_marker["o", False] == [8, 11]
    assert by_marker["o", True] == [0.5, 0.7]
    assert by_marker["x", False] == [-3, -1]


def test_files_of_one_customer_have_one_shade_and_a_cut_link_is_dotted(ax):
    files = pd.DataFrame({"x": [0, 1, 2], "y": [0, 0, 0], "entity": [0, 0, 1]}, index=["Anna", "A.", "Andrea"])
    links = pd.DataFrame({"one": ["Anna", "A."], "other": ["A.", "Andrea"], "weight": [9, 6], "cut": [False, True]})
    linked_files(ax, files, links, title="Two customers")
    assert [line.get_linestyle() for line in ax.lines] == ["-", ":"]
    assert [text.get_text() for text in ax.texts] == ["9", "6", "Anna", "A.", "Andrea"]
    anna, initial, andrea = (text.get_bbox_patch().get_facecolor() for text in ax.texts[2:])
    assert anna == initial != andrea


def test_two_errors_are_named_at_their_highest_end(ax):
    people = pd.DataFrame({"merged": [200, 50, 0], "missed": [20, 40, 130]}, index=[-1.0, 1.0, 3.0])
    two_errors(ax, people, title="Fewer of one, more of the other", xlabel="bar (bits)", ylabel="people")
    solid, dashed = ax.lines
    assert (list(solid.get_ydata()), solid.get_linestyle()) == ([200, 50, 0], "-")
    assert (list(dashed.get_ydata()), dashed.get_linestyle()) == ([20, 40, 130], "--")
    assert [(text.get_text(), text.xy) for text in ax.texts] == [("merged", (-1, 200)), ("missed", (3, 130))]
    assert ax.get_ylim()[1] > 200


def test_promised_and_real_stand_side_by_side_with_their_values(ax):
    losses = pd.DataFrame({"promised": [42.0, 194.0], "real": [200.0, 194.0]}, index=["leaky", "honest"])
    promised_and_real(ax, losses, title="It cost five times as much", unit="thousand EUR")
    assert [bar.get_height() for bar in ax.patches] == [42, 194, 200, 194]
    assert [text.get_text() for text in ax.texts] == ["promised\n42", "promised\n194", "real\n200", "real\n194"]
    assert ax.get_ylabel() == "thousand EUR"
    assert ax.get_ylim()[1] > 200


def test_a_loss_below_zero_stays_inside_the_axes(ax):
    saved = pd.DataFrame({"promised": [7_000.0], "real": [-300.0]}, index=["empty"])
    promised_and_real(ax, saved, title="Nothing was saved", unit="EUR")
    assert ax.get_ylim()[0] < -300
    assert [text.get_text() for text in ax.texts] == ["promised\n7,000", "real\n-300"]


def test_a_band_has_a_bar_with_its_share(ax):
    shares = pd.Series([0.1, 0.625], index=["short", "long"])
    share_by_band(ax, shares, title="It grows", xlabel="length", ylabel="taken")
    assert [bar.get_height() for bar in ax.patches] == [0.1, 0.625]
    assert [text.get_text() for text in ax.texts] == ["10%", "62%"]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["short", "long"]
    assert ax.get_ylim()[1] > 0.625


def test_a_way_of_working_has_a_ring_for_what_it_promised_and_a_dot_for_what_came(ax):
    scores = pd.DataFrame({"promised": [0.7, 0.95], "fresh": [0.69, 0.51]}, index=["honest", "leaky"])
    promised_and_fresh(ax, scores, title="One of them kept it")
    rings, dots, coin = ax.lines
    assert (list(rings.get_xdata()), rings.get_markerfacecolor()) == ([0.7, 0.95], "white")
    assert list(dots.get_xdata()) == [0.69, 0.51]
    assert list(coin.get_xdata()) == [0.5, 0.5]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["honest", "leaky"]


def test_a_delivery_outside_the_first_bounds_is_hollow(ax):
    figures = pd.Series([10.0, 30.0, 11.0], index=pd.to_datetime(["2025-01-06", "2025-04-07", "2025-07-07"]))
    run_chart(ax, figures, title="One week", ylabel="%", bounds={"narrow": (9, 12), "wide": (5, 40)})
    assert [text.get_text() for text in ax.texts] == ["narrow", "wide"]
    markers = {line.get_markerfacecolor(): list(line.get_ydata()) for line in ax.lines if line.get_marker() == "o"}
    assert markers.pop("white") == [30]
    assert list(markers.values()) == [[10, 11]]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["Apr 2025", "Jul 2025"]


def test_without_bounds_no_delivery_is_hollow(ax):
    figures = pd.Series([10.0, 30.0], index=pd.to_datetime(["2025-01-06", "2025-04-07"]))
    run_chart(ax, figures, title="Two weeks", ylabel="%")
    assert [list(line.get_ydata()) for line in ax.lines if line.get_markerfacecolor() == "white"] == [[]]


def test_a_grid_writes_each_share_where_it_can_be_read(ax):
    shares = pd.DataFrame({"clean": [0.0, 0.2], "broken": [1.0, 0.0]}, index=["mean", "median"])
    share_grid(ax, shares, title="Each sees another", xlabel="share of days")
    assert [text.get_text() for text in ax.texts] == ["0%", "100%", "20%", "0%"]
    assert [text.get_color() for text in ax.texts] == ["black", "white", "black", "black"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["mean", "median"]


def test_growth_is_held_against_a_line_of_proportion(ax):
    measured = pd.Series([0.5, 6.0], index=[1, 10])
    growth(ax, measured, title="More than ten times", xlabel="million rows", ylabel="s")
    proportional, found = ax.lines
    assert list(proportional.get_ydata()) == [0.5, 5]
    assert list(found.get_ydata()) == [0.5, 6]
    assert [text.get_text() for text in ax.texts] == ["0.5", "6"]
    assert ax.get_xscale() == ax.get_yscale() == "log"
