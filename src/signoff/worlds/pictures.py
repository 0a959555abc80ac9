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


def alike_pairs(ax: Axes, pairs: pd.DataFrame, *, title: str) -> None:
    """How alike two texts are, a lane per pair: a dot where they are one person's, a ring where they are two people's.

    Args:
        ax: empty axes.
        pairs: a row per lane, drawn from top to bottom: `one` and `other` (the texts), `similarity` (0-1), `same`.
        title: the finding.
    """
    lanes = range(len(pairs))
    ax.hlines(lanes, 0, pairs["similarity"], color=LIGHT, lw=1.2, zorder=1)
    for lane, similarity, same in zip(lanes, pairs["similarity"], pairs["same"], strict=True):
        ax.plot(similarity, lane, "o", color=DARK, mfc=DARK if same else "white", ms=9, mew=1.5, clip_on=False)
        ax.text(similarity + 0.025, lane, f"{similarity:.2f}", va="center", fontsize=9)
    ax.set_yticks(lanes, [f"{one} / {other}" for one, other in zip(pairs["one"], pairs["other"], strict=True)])
    ax.tick_params(axis="y", length=0, pad=10)
    ax.set(ylim=(len(pairs) - 0.5, -0.5), xlim=(0, 1.09))
    ax.set_xlabel("Jaro-Winkler similarity, 1 is equal    ● one person    ○ two people")
    _finish(ax, title)


def blocks(ax: Axes, found: pd.DataFrame, *, title: str) -> None:
    """What each way of blocking compares and what it finds; unions are filled squares joined by a line.

    Args:
        ax: empty axes.
        found: a row per block, named by the index: `compared` (share of all pairs, above 0), `complete` (share of
            the pairs of one person that are among them) and `union` (whether it is several blocks together).
        title: the finding.
    """
    joined = found[found["union"]]
    ax.plot(100 * joined["compared"], 100 * joined["complete"], color=MIDDLE, lw=1.2, zorder=1)
    for name, block in found.iterrows():
        x, y = 100 * block["compared"], 100 * block["complete"]
        ax.plot(
            x, y, "s" if block["union"] else "o", color=DARK, mfc=DARK if block["union"] else "white", ms=8, mew=1.5
        )
        shift, side, height = ((0, 8), "center", "bottom") if block["union"] else ((9, 0), "left", "center")
        ax.annotate(str(name), (x, y), xytext=shift, textcoords="offset points", ha=side, va=height, fontsize=9)
    ax.set(xscale="log", ylim=(max(0, 100 * found["complete"].min() - 6), 108), xlabel=(
        "pairs compared (% of all, logarithmic)    ○ one block    ■ several together"
    ), ylabel="pairs of one person found (%)")  # fmt: skip
    ax.set_xlim(100 * found["compared"].min() / 1.6, 100 * found["compared"].max() * 2)
    ax.set_yticks(range(40, 101, 20))
    ax.xaxis.set_major_formatter("{x:g}")
    _finish(ax, title)


def field_weights(ax: Axes, weights: pd.DataFrame, *, title: str) -> None:
    """What agreement in each field is worth against strangers (dot) and against relatives (ring), and disagreement (cross).

    Args:
        ax: empty axes.
        weights: a row per field, drawn from top to bottom, named by the index: `strangers`, `relatives` and `differs`,
            in bits for one person; below 0 it speaks against.
        title: the finding.
    """
    lanes = range(len(weights))
    ax.axvline(0, color="black", lw=0.8)
    ax.hlines(lanes, weights["relatives"], weights["strangers"], color=MIDDLE, lw=1.2, zorder=1)
    ax.plot(weights["strangers"], lanes, "o", color=DARK, ms=9, zorder=3)
    ax.plot(weights["relatives"], lanes, "o", color=DARK, mfc="white", ms=9, mew=1.5, zorder=2)
    ax.plot(weights["differs"], lanes, "x", color=DARK, ms=7, mew=1.6, zorder=3)
    ax.set_yticks(lanes, [str(name) for name in weights.index])
    ax.tick_params(axis="y", length=0)
    ax.set(ylim=(len(weights) - 0.5, -0.5))
    ax.set_xlabel(
        "weight (bits), below 0 it speaks against one person\n✕ differs, against strangers    ○ agrees, against relatives    ● agrees, against strangers"
    )
    _finish(ax, title)


def linked_files(ax: Axes, files: pd.DataFrame, links: pd.DataFrame, *, title: str) -> None:
    """Files and the links between them; each customer that they form is one shade, with the weight on every link.

    Args:
        ax: empty axes.
        files: a row per file, named by the index: `x` and `y` (places), `entity` (0 or 1: dark or hollow).
        links: `one` and `other` (names of files), `weight` (bits), `cut` (left out: drawn dotted).
        title: the finding.
    """
    for link in links.itertuples():
        (x, y), (right, up) = (files.loc[name, ["x", "y"]] for name in (link.one, link.other))
        ax.plot([x, right], [y, up], color=MIDDLE, lw=1.4, ls=":" if link.cut else "-", zorder=1)
        middle = ((x + right) / 2, (y + up) / 2)
        clear = {"facecolor": "white", "edgecolor": "none", "pad": 1}
        ax.text(*middle, f"{link.weight:g}", ha="center", va="center", fontsize=8, bbox=clear, zorder=2)
    for name, file in files.iterrows():
        face = ("white", LIGHT)[int(file["entity"])]
        box = {"facecolor": face, "edgecolor": DARK, "lw": 1.3, "boxstyle": "round,pad=0.35"}
        ax.text(file["x"], file["y"], str(name), ha="center", va="center", fontsize=9, bbox=box, zorder=3)
    ax.set(xlim=(files["x"].min() - 0.6, files["x"].max() + 0.6), ylim=(files["y"].min() - 0.4, files["y"].max() + 0.4))
    ax.set(xticks=[], yticks=[])
    _finish(ax, title)
    ax.spines[["left", "bottom"]].set_visible(False)


def two_errors(ax: Axes, people: pd.DataFrame, *, title: str, xlabel: str, ylabel: str) -> None:
    """Two counts over a threshold, the first solid and the second dashed, each named where it ends highest.

    Args:
        ax: empty axes.
        people: two columns of counts, named as they shall be called; the index is the threshold.
        title: the finding.
        xlabel, ylabel: what is on the axes.
    """
    for name, dash in zip(people, ("-", "--"), strict=True):
        ax.plot(people.index, people[name], color=DARK, lw=2, ls=dash)
        first = people[name].iloc[0] > people[name].iloc[-1]
        at = people.index[0 if first else -1]
        shift, side = ((8, 0), "left") if first else ((-4, 7), "right")
        spot = (at, people.loc[at, name])
        ax.annotate(str(name), spot, xytext=shift, textcoords="offset points", ha=side, va="bottom")
    ax.set(
        xlim=(people.index.min(), people.index.max()),
        ylim=(0, people.max(axis=None) * 1.12),
        xlabel=xlabel,
        ylabel=ylabel,
    )
    _finish(ax, title)


def promised_and_real(ax: Axes, losses: pd.DataFrame, *, title: str, unit: str) -> None:
    """What was promised beside what came, as pairs of bars with their values written on them; either may be negative.

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
    values = losses[["promised", "real"]]
    lowest, highest = min(0.0, float(values.min(axis=None))), float(values.max(axis=None))
    ax.set(ylabel=unit, ylim=(lowest - 0.25 * highest * (lowest < 0), highest * 1.25))
    ax.axhline(0, color="black", lw=0.8)
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


def growth(ax: Axes, measured: pd.Series, *, title: str, xlabel: str, ylabel: str) -> None:
    """What was measured at several sizes, on two logarithmic axes, with a dotted line of proportional growth.

    Args:
        ax: empty axes.
        measured: one number above zero per size, ascending; the index holds the sizes.
        title: the finding.
        xlabel, ylabel: what a size and a number are, with units.
    """
    sizes = measured.index.to_numpy(float)
    ax.plot(sizes, measured.iloc[0] * sizes / sizes[0], color="black", lw=1, ls=":", zorder=1)
    ax.plot(sizes, measured, "o-", color=DARK, lw=1.2, zorder=2)
    for size, value in zip(sizes, measured, strict=True):
        ax.annotate(f"{value:g}", (size, value), xytext=(0, 8), textcoords="offset points", ha="right", fontsize=9)
    ax.set(xscale="log", yscale="log", xlabel=xlabel, ylabel=ylabel)
    ax.set_xticks(sizes, [f"{size:g}" for size in sizes])
    ax.minorticks_off()
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
