"""Pictures for the notebooks of module 2. Each function draws on the axes it is given and says nothing of its own.

Dark and light, filled and hollow tell the sides apart, never hue alone, so that every picture survives greyscale.
"""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

DARK, MIDDLE, LIGHT = "#1b3a57", "#7a8ea1", "#c9d3dc"


def pull_timeline(ax: Axes, pulls: pd.DataFrame, decided_at: pd.Timestamp, *, title: str) -> None:
    """One applicant's bureau pulls, a lane each: a ring where it was measured, a square where it was received.

    Args:
        ax: empty axes.
        pulls: a row per pull, drawn from top to bottom: `event_time` and `available_at` (UTC), `utilisation` (0-1),
            which is written over the square; the index names the lanes.
        decided_at: drawn as a line; pulls received after it are pale.
        title: the finding.
    """
    first, last = pulls["event_time"].min(), max(pulls["available_at"].max(), decided_at)
    margin = (last - first) * 0.05
    for lane, pull in enumerate(pulls.itertuples()):
        colour = DARK if pull.available_at <= decided_at else MIDDLE
        ax.plot([pull.event_time, pull.available_at], [lane, lane], color=colour, lw=1.5, zorder=2)
        ax.plot(pull.event_time, lane, "o", color=colour, mfc="white", ms=11, mew=1.6, zorder=3)
        ax.plot(pull.available_at, lane, "s", color=colour, ms=5, zorder=4)
        ax.text(pull.available_at, lane - 0.24, f"{pull.utilisation:.2f}", ha="center", va="bottom", color=colour)
    ax.axvspan(decided_at, last + margin, color=LIGHT, alpha=0.45, lw=0, zorder=0)
    ax.axvline(decided_at, color="black", lw=1.5, zorder=1)
    ax.text(decided_at, -0.8, " decided", va="center", fontweight="bold")
    ax.set(ylim=(len(pulls) - 0.5, -1.1), xlim=(first - margin, last + margin))
    ax.set_yticks(range(len(pulls)), [str(name) for name in pulls.index])
    days = pd.date_range(first.normalize() - margin, last + margin, freq="SMS", normalize=True)
    days = days[(days >= first - margin) & (days <= last + margin)]
    ax.set_xticks(list(days), [f"{day.day} {day:%b}" for day in days])
    ax.set_xlabel(
        f"day of {first:%Y} (UTC)\n○ measured by the bureau    ■ received by us, with the utilisation reported"
    )
    _finish(ax, title)


def offline_and_production(ax: Axes, results: pd.DataFrame, *, title: str) -> None:
    """The AUC a back-test promised (ring) and the one production gave (dot), for several books per way of joining.

    Args:
        ax: empty axes.
        results: a row per book: `join` (lanes, in order of appearance), `offline` and `production` (AUC).
        title: the finding.
    """
    lanes = list(dict.fromkeys(results["join"]))
    for lane, name in enumerate(lanes):
        mine = results[results["join"] == name]
        heights = lane + np.linspace(-0.26, 0.26, len(mine))
        ax.hlines(heights, mine["production"], mine["offline"], color=MIDDLE, lw=1, zorder=1)
        ax.plot(mine["offline"], heights, "o", color=DARK, mfc="white", ms=8, mew=1.3, zorder=2)
        ax.plot(mine["production"], heights, "o", color=DARK, ms=4, zorder=3)
    ax.set_yticks(range(len(lanes)), lanes)
    ax.set(ylim=(len(lanes) - 0.5, -0.5), xlim=(0.5, 1.0))
    ax.set_xlabel("AUC, 0.5 is chance\n○ promised by the back-test    ● reached in production    one line per book")
    ax.grid(axis="x", color=LIGHT, lw=0.6)
    ax.set_axisbelow(True)
    _finish(ax, title)


def promised_and_real(ax: Axes, losses: pd.DataFrame, *, title: str, unit: str) -> None:
    """What was promised beside what came, as pairs of bars with their values written on them.

    Args:
        ax: empty axes.
        losses: a row per pair, named by the index: `promised` and `real`, in `unit`.
        title: the finding.
        unit: what the axis measures.
    """
    for offset, (name, face) in enumerate((("promised", "white"), ("real", DARK))):
        places = np.arange(len(losses)) + (offset - 0.5) * 0.38
        bars = ax.bar(places, losses[name], width=0.36, color=face, edgecolor=DARK, lw=1.4)
        ax.bar_label(bars, [f"{name}\n{value:,.0f}" for value in losses[name]], padding=3, fontsize=9)
    ax.set_xticks(range(len(losses)), [str(name) for name in losses.index])
    ax.set(ylabel=unit, ylim=(0, float(losses[["promised", "real"]].max(axis=None)) * 1.25))
    ax.tick_params(axis="x", length=0)
    _finish(ax, title)


def share_by_band(ax: Axes, shares: pd.Series, *, title: str, xlabel: str, ylabel: str) -> None:
    """A bar for each band, in order, with its share (0-1) above it.

    Args:
        ax: empty axes.
        shares: one number per band; the index names the bands.
        title: the finding.
        xlabel, ylabel: what a band and a share are.
    """
    ax.bar(range(len(shares)), shares, color=DARK, width=0.65)
    for place, share in enumerate(shares):
        ax.text(place, share, f"{share:.0%}", ha="center", va="bottom")
    ax.set_xticks(range(len(shares)), [str(name) for name in shares.index])
    ax.set(xlabel=xlabel, ylabel=ylabel, ylim=(0, shares.max() * 1.15))
    _finish(ax, title)


def promised_and_fresh(ax: Axes, scores: pd.DataFrame, *, title: str) -> None:
    """For each way of working, the AUC it promised (ring) and the one that new cases gave (dot).

    Args:
        ax: empty axes.
        scores: a row per way, drawn from top to bottom: `promised` and `fresh` (AUC); the index names them.
        title: the finding.
    """
    lanes = range(len(scores))
    ax.hlines(lanes, scores["fresh"], scores["promised"], color=MIDDLE, lw=1.2, zorder=1)
    ax.plot(scores["promised"], lanes, "o", color=DARK, mfc="white", ms=10, mew=1.5, zorder=2)
    ax.plot(scores["fresh"], lanes, "o", color=DARK, ms=5, zorder=3)
    ax.axvline(0.5, color="black", lw=0.8, ls=":")
    ax.set_yticks(lanes, [str(name) for name in scores.index])
    ax.set(
        ylim=(len(scores) - 0.5, -0.5), xlim=(0.42, 1.02), xlabel="AUC (0.5 is a coin)    ○ promised    ● on new cases"
    )
    _finish(ax, title)


def run_chart(
    ax: Axes, figures: pd.Series, *, title: str, ylabel: str, bounds: dict[str, tuple[float, float]] | None = None
) -> None:
    """One figure per delivery, in order of time; those outside the first of the bounds are hollow.

    Args:
        ax: empty axes.
        figures: a number per delivery; the index holds its first day (datetime64).
        title: the finding.
        ylabel: what a figure is, with its unit.
        bounds: lowest and highest accepted, by name; each name is written at the right end of its two lines.
    """
    bounds = bounds or {}
    low, high = next(iter(bounds.values()), (-np.inf, np.inf))
    outside = ~figures.between(low, high)
    ax.plot(figures.index, figures, color=MIDDLE, lw=0.8, zorder=1)
    ax.plot(figures.index[~outside], figures[~outside], "o", color=DARK, ms=4.5, zorder=2)
    ax.plot(figures.index[outside], figures[outside], "o", color=DARK, mfc="white", ms=6.5, mew=1.5, zorder=3)
    for place, (name, (low, high)) in enumerate(bounds.items()):
        for bound in (low, high):
            ax.axhline(bound, color="black", lw=1, ls=("-", "--", ":")[place % 3], zorder=0)
        ax.text(1.01, high, name, transform=ax.get_yaxis_transform(), va="center", fontsize=9)
    ax.set(ylabel=ylabel)
    days = pd.date_range(figures.index.min(), figures.index.max(), freq="QS")
    ax.set_xticks(list(days), [f"{day:%b %Y}" for day in days])
    _finish(ax, title)


def share_grid(ax: Axes, shares: pd.DataFrame, *, title: str, xlabel: str) -> None:
    """A table of shares (0-1), the darker the larger, each written in its cell.

    Args:
        ax: empty axes.
        shares: rows are drawn from top to bottom, columns from left to right.
        title: the finding.
        xlabel: what a share is a share of.
    """
    ax.imshow(shares, cmap=LinearSegmentedColormap.from_list("pale to dark", ["white", DARK]), vmin=0, vmax=1)
    for (row, column), share in np.ndenumerate(shares.to_numpy()):
        ax.text(column, row, f"{share:.0%}", ha="center", va="center", color="white" if share > 0.5 else "black")
    ax.set_aspect("auto")
    ax.set_xticks(range(shares.shape[1]), [str(name) for name in shares])
    ax.set_yticks(range(len(shares)), [str(name) for name in shares.index])
    ax.tick_params(length=0)
    ax.set(xlabel=xlabel)
    _finish(ax, title)


def _finish(ax: Axes, title: str) -> None:
    ax.set_title(title, loc="left", fontweight="bold", fontsize=11)
    ax.spines[["top", "right"]].set_visible(False)
