"""Pictures for the notebooks of module 3. Each function draws on the axes it is given and says nothing of its own.

Lines differ in shade, dash and marker, so that they survive a greyscale print; names stand beside what they name.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

Floats = npt.NDArray[np.float64]

INK, DARK, LIGHT, FAINT = "#222222", "#123a63", "#e07b00", "#8a8a8a"
LOOKS = ((DARK, "o", "-"), (LIGHT, "s", "--"))


@dataclass(frozen=True)
class Curve:
    """One line of a reliability diagram: shares between 0 and 1, and where (in the same shares) its name begins."""

    name: str
    predicted: Floats
    observed: Floats
    name_at: tuple[float, float]


@dataclass(frozen=True)
class Portfolio:
    """A portfolio's default rate (0 to 1) and the Brier score of the model on it."""

    name: str
    default_rate: float
    brier: float


def reliability(ax: Axes, curves: Sequence[Curve], *, title: str, prediction: str) -> None:
    """What was predicted against what happened, at most two curves, beside the line of honest predictions.

    Args:
        ax: empty axes.
        curves: drawn in order, the first dark, round and solid, the second light, square and dashed.
        title: the finding.
        prediction: what the horizontal axis holds, such as "predicted default rate".
    """
    ax.plot([0, 1], [0, 1], color=FAINT, linewidth=1)
    ax.text(0.985, 0.955, "said = happened", rotation=45, rotation_mode="anchor", ha="right", color=FAINT, fontsize=8)
    for curve, (colour, marker, dash) in zip(curves, LOOKS, strict=False):
        ax.plot(
            curve.predicted, curve.observed, color=colour, marker=marker, linestyle=dash, markersize=5, clip_on=False
        )
        ax.text(*curve.name_at, curve.name, color=colour, fontweight="bold")
    ax.set(xlim=(0, 1), ylim=(0, 1), aspect="equal")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(PercentFormatter(1, symbol=" %"))
    _finish(ax, title=title, across=prediction, up="customers who defaulted")


def chance_errors(pds: Floats, *, sizes: Sequence[int], rounds: int, seed: int) -> pd.DataFrame:
    """The calibration errors that luck alone gives to a perfect score: customers who default with exactly their PD.

    Each round draws that many customers from the pool and lets each default or not. They are laid in ten bands (PD of
    0 to under 10 %, 10 to under 20 %, ...); the surplus or lack of defaults of every band, added up without signs and
    divided by the number of customers, is the error.

    Args:
        pds: the pool of PDs, 0 to 1.
        sizes: how many customers are drawn.
        rounds: how often, for each size.
        seed: of the random numbers; the same seed gives the same errors.

    Returns:
        One row per round: `customers` (int64) and `error` (float64, a share: 0.05 is five percentage points).
    """
    rng = np.random.default_rng(seed)
    rows = []
    for size in sizes:
        for _ in range(rounds):
            own = rng.choice(pds, size)
            surplus = (rng.random(size) < own) - own
            rows.append((size, float(np.abs(np.bincount(np.floor(own * 10).astype(int), surplus)).sum()) / size))
    return pd.DataFrame(rows, columns=["customers", "error"])


def error_spread(ax: Axes, errors: pd.DataFrame, *, limit: float, title: str) -> None:
    """Where the errors of a perfect score fall at each number of customers, and which share of them breaks a limit.

    Args:
        ax: empty axes.
        errors: as `chance_errors` gives them.
        limit: the error that a policy allows, as a share.
        title: the finding.
    """
    groups = list(errors.groupby("customers")["error"])
    for row, (_, found) in enumerate(groups):
        low, middle, high = np.quantile(found, [0.05, 0.5, 0.95])
        ax.plot([low, high], [row, row], color=DARK, linewidth=7, solid_capstyle="butt")
        ax.plot(middle, row, marker="|", color="white", markersize=12, markeredgewidth=2)
        share = f"{(found > limit).mean() * 100:.0f} % break the limit"
        ax.text(max(high, limit) + 0.0015, row, share, va="center", color=DARK)
    ax.axvline(limit, color=LIGHT, linestyle="--")
    ax.text(limit + 0.0015, len(groups) - 0.42, f"limit {limit * 100:g} %", color=LIGHT, fontweight="bold", va="center")
    ax.set_yticks(range(len(groups)), [f"{size:,}" for size, _ in groups])
    widest = max(limit, *(float(np.quantile(found, 0.95)) for _, found in groups))
    ax.set(xlim=(0, widest * 1.35), ylim=(len(groups) - 0.2, -0.5))
    ax.xaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=" %"))
    _finish(
        ax,
        title=title,
        across="calibration error of a perfect score (bar: 90 % of the draws; gap: median)",
        up="customers looked at",
    )


def brier_beside_constant(ax: Axes, portfolios: Sequence[Portfolio], *, title: str) -> None:
    """The Brier score of a model on several portfolios, each beside the constant that knows only the default rate.

    Args:
        ax: empty axes.
        portfolios: with default rates of at most 0.55, where the axis ends.
        title: the finding.
    """
    rate = np.linspace(0, 0.55, 111)
    ax.plot(rate, rate * (1 - rate) ** 2 + (1 - rate) * rate**2, color=DARK)
    ax.text(0.265, 0.205, "constant: same PD for everyone", color=DARK, fontweight="bold", ha="right")
    for one in portfolios:
        at = one.default_rate
        constant = at * (1 - at) ** 2 + (1 - at) * at**2
        ax.plot([at, at], [one.brier, constant], color=LIGHT, linewidth=3)
        ax.plot(at, one.brier, marker="s", color=LIGHT, markersize=8)
        said = f"{one.name}: model {one.brier:.3f}, constant {constant:.3f}"
        if at < 0.3:
            ax.text(at + 0.014, one.brier, said, va="top", color=INK)
        else:
            ax.text(at + 0.02, one.brier - 0.01, said, va="top", ha="right", color=INK)
    ax.set(xlim=(0, 0.55), ylim=(0, 0.27))
    ax.xaxis.set_major_formatter(PercentFormatter(1, symbol=" %"))
    _finish(ax, title=title, across="default rate of the portfolio", up="Brier score (lower is better)")


def budget_curve(ax: Axes, curve: pd.DataFrame, *, marked: Sequence[int], title: str) -> None:
    """What more looks a day bring and cost: the share of hits among them, and the share of the stolen money in them.

    Args:
        ax: empty axes.
        curve: `precision` and `value_found` (shares, 0 to 1); the index holds the looks a day, ascending, above zero.
        marked: budgets whose two shares are written beside them.
        title: the finding.
    """
    for (name, label), (colour, marker, dash) in zip(
        {"precision": "of the looks are fraud", "value_found": "of the stolen money is in them"}.items(),
        LOOKS,
        strict=True,
    ):
        ax.plot(curve.index, curve[name], color=colour, linestyle=dash, linewidth=1.6)
        ax.text(curve.index[-1] * 1.08, curve[name].iloc[-1], label, color=colour, fontweight="bold", va="center")
        for budget in marked:
            ax.plot(budget, curve.loc[budget, name], marker=marker, color=colour, markersize=6)
            ax.annotate(
                f"{curve.loc[budget, name]:.0%}",
                (budget, curve.loc[budget, name]),
                xytext=(0, 8),
                textcoords="offset points",
                ha="center",
                color=colour,
            )
    ax.set(xscale="log", ylim=(0, 1))
    ax.set_xticks(list(marked), [str(budget) for budget in marked])
    ax.minorticks_off()
    ax.yaxis.set_major_formatter(PercentFormatter(1, symbol=" %"))
    _finish(ax, title=title, across="payments looked at in a day", up="")


def worth_of_a_look(ax: Axes, worth: pd.Series, *, cost: float, title: str) -> None:
    """What a look brings by its place in the day's list, beside what it costs.

    Args:
        ax: empty axes.
        worth: EUR a look, one number per band of places; the index names the bands, best places first.
        cost: EUR a look costs.
        title: the finding.
    """
    faces = [DARK if value >= cost else "white" for value in worth]
    ax.bar(range(len(worth)), worth, color=faces, edgecolor=DARK, linewidth=1.4, width=0.65)
    for place, value in enumerate(worth):
        ax.text(place, value + worth.max() * 0.015, f"{value:.1f}", ha="center", color=DARK)
    ax.axhline(cost, color=LIGHT, linestyle="--")
    ax.text(len(worth) - 0.5, cost * 1.9, f"a look costs EUR {cost:g}", color=LIGHT, fontweight="bold", ha="right")
    ax.set_xticks(range(len(worth)), [str(name) for name in worth.index])
    _finish(ax, title=title, across="place in the day's list", up="fraud in it, EUR a look")


def windows(ax: Axes, folds: pd.DataFrame, *, title: str) -> None:
    """What each fold trains on (white) and is tested on (dark), fold by fold from top to bottom, on one calendar.

    Args:
        ax: empty axes.
        folds: a row per fold, named by the index: `train_from`, `train_to`, `test_from`, `test_to` (datetime64).
        title: the finding.
    """
    for row, fold in enumerate(folds.itertuples()):
        for start, end, face in (
            (fold.train_from, fold.train_to, "white"),
            (fold.test_from, fold.test_to, DARK),
        ):
            ax.barh(row, end - start, left=start, height=0.55, color=face, edgecolor=DARK, linewidth=1.2)
        if fold.test_from > fold.train_to:
            ax.plot([fold.train_to, fold.test_from], [row, row], color=LIGHT, linestyle=":", linewidth=2)
    first = folds.iloc[0]
    for start, end, word in (
        (first["train_from"], first["train_to"], "trains on"),
        (first["train_to"], first["test_from"], "waits"),
        (first["test_from"], first["test_to"], "tested on"),
    ):
        ax.text(start + (end - start) / 2, -0.42, word, ha="center", va="bottom", color=INK, fontsize=9)
    ax.set_yticks(range(len(folds)), [str(name) for name in folds.index])
    ax.set_ylim(len(folds) - 0.5, -1)
    ax.margins(x=0.02)
    ax.tick_params(axis="y", length=0)
    _finish(ax, title=title, across="", up="")


def said_and_happened(ax: Axes, months: pd.DataFrame, *, title: str, outcome: str) -> None:
    """Month by month, what a model expected (dashed) beside what came (solid), from its training on.

    Args:
        ax: empty axes.
        months: `said` and `happened` (shares, 0 to 1); the index names the months, in order.
        title: the finding.
        outcome: what the shares are shares of.
    """
    places = np.arange(len(months))
    for (name, label), (colour, marker, dash) in zip(
        {"happened": "happened", "said": "said by the model"}.items(), LOOKS, strict=True
    ):
        ax.plot(places, months[name], color=colour, marker=marker, linestyle=dash, markersize=4)
        ax.text(len(months) - 0.7, months[name].iloc[-1], label, color=colour, fontweight="bold", va="center")
    ax.set_xticks(places, [str(name) for name in months.index], rotation=0)
    ax.set_ylim(0, float(months[["said", "happened"]].max(axis=None)) * 1.12)
    ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=" %"))
    _finish(ax, title=title, across="", up=outcome)


def intervals(ax: Axes, found: pd.DataFrame, *, lines: dict[str, float], title: str, xlabel: str) -> None:
    """An estimate with its interval in each lane, from top to bottom; hollow where it rests on too few.

    Args:
        ax: empty axes.
        found: `low`, `estimate`, `high`, and `n`, named by the index; optionally `few` (bool).
        lines: vertical lines by name, such as a policy's limit.
        title: the finding.
        xlabel: what is estimated.
    """
    few = found["few"] if "few" in found else pd.Series(False, index=found.index)
    for lane, (row, thin) in enumerate(zip(found.itertuples(), few, strict=True)):
        ax.plot([row.low, row.high], [lane, lane], color=DARK, linewidth=1.6)
        ax.plot(row.estimate, lane, "o", color=DARK, markersize=7, markerfacecolor="white" if thin else DARK)
    for place, (name, at) in enumerate(lines.items()):
        ax.axvline(at, color=LIGHT if place else INK, linestyle="--" if place else "-", linewidth=1, zorder=0)
        ax.text(at, -0.62, name, color=LIGHT if place else INK, fontsize=9, ha="center", va="bottom")
    ax.set_yticks(range(len(found)), [f"{name}\nn = {n:,}" for name, n in found["n"].items()])
    ax.set_ylim(len(found) - 0.5, -0.6)
    ax.tick_params(axis="y", length=0)
    _finish(ax, title=title, across=xlabel, up="")
    ax.set_title(title, loc="left", fontsize=11, fontweight="bold", color=INK, pad=18)  # above the lines' names


def rates_by_stratum(ax: Axes, rates: pd.DataFrame, *, title: str, ylabel: str) -> None:
    """Two groups' rates in each stratum and in all together; a dot is the larger, the more applicants it stands for.

    Args:
        ax: empty axes.
        rates: a row per stratum, the last one for all: for each of two groups a column of rates (0 to 1), and beside it
            a column named `n ` and the group's name with the number of applicants.
        title: the finding.
        ylabel: what a rate is.
    """
    groups = [name for name in rates.columns if not str(name).startswith("n ")]
    largest = float(rates[[f"n {name}" for name in groups]].max(axis=None))
    for shift, name, (colour, marker, _) in zip((-0.08, 0.08), groups, LOOKS, strict=True):
        size = 40 + 500 * rates[f"n {name}"] / largest
        ax.scatter(np.arange(len(rates)) + shift, rates[name], s=size, color=colour, marker=marker, alpha=0.9)
        for place, rate in enumerate(rates[name]):
            side = 1 if rate >= float(rates[groups].iloc[place].max()) else -1
            ax.annotate(
                f"{rate:.0%}",
                (place + shift, rate),
                xytext=(0, side * 15),
                textcoords="offset points",
                ha="center",
                va="bottom" if side > 0 else "top",
                color=colour,
            )
        last, above = float(rates[name].iloc[-1]), float(rates[name].iloc[-1]) >= float(rates[groups].iloc[-1].max())
        ax.annotate(
            str(name),
            (len(rates) - 0.7, last),
            xytext=(0, 6 if above else -6),
            textcoords="offset points",
            color=colour,
            fontweight="bold",
            va="center",
        )
    ax.axvline(len(rates) - 1.5, color=FAINT, linestyle=":")
    ax.set_xticks(range(len(rates)), [str(name) for name in rates.index])
    low, high = float(rates[groups].min(axis=None)), float(rates[groups].max(axis=None))
    ax.set(xlim=(-0.5, len(rates) - 0.2), ylim=(max(low - 0.15, 0), min(high + 0.15, 1.05)))
    ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=" %"))
    _finish(ax, title=title, across="", up=ylabel)


def _finish(ax: Axes, *, title: str, across: str, up: str) -> None:
    ax.set_title(title, loc="left", fontsize=11, fontweight="bold", color=INK)
    ax.set(xlabel=across, ylabel=up)
    ax.spines[["top", "right"]].set_visible(False)
