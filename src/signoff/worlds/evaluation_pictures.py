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


def _finish(ax: Axes, *, title: str, across: str, up: str) -> None:
    ax.set_title(title, loc="left", fontsize=11, fontweight="bold", color=INK)
    ax.set(xlabel=across, ylabel=up)
    ax.spines[["top", "right"]].set_visible(False)
