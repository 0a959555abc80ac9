"""Pictures of the lending world. Each function draws on the axes it is given; the finding in the title is computed.

Dark and light, filled and hollow tell the sides apart, never hue alone, so that every picture survives greyscale.
"""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from signoff.worlds.lending.world import LendingWorld

DARK, MIDDLE, LIGHT = "#1b3a57", "#7a8ea1", "#c9d3dc"


def with_truth(world: LendingWorld) -> pd.DataFrame:
    """A row per application, in the order of `applications`: as asked, as decided, and as it was."""
    rows = world.applications.merge(world.decisions, on="application_id", validate="one_to_one")
    known = world.truth.applications.drop(columns=["amount_eur", "term_months"])
    return rows.merge(known, on="application_id", validate="one_to_one")


def vintage_curves(world: LendingWorld) -> pd.DataFrame:
    """Share of the loans paid out in each half-year (rows) that had defaulted by each month on book (columns 0 to 36).

    Missing where the youngest loans of the half-year have not been seen that long.
    """
    seen = pd.Timestamp(world.config.seen_on, tz="UTC")
    paid = world.loans["disbursed_at"].dt.tz_localize(None)
    half = paid.dt.year.astype(str) + " H" + (1 + (paid.dt.month > 6)).astype(str)
    gone = world.performance.loc[world.performance["status"] == "defaulted"].set_index("loan_id")["month_on_book"]
    month = world.loans["loan_id"].map(gone)
    found = {}
    for number in range(37):
        share = (month <= number).groupby(half).mean()
        youngest = world.loans["disbursed_at"].groupby(half).max() + pd.Timedelta(days=31 * (number + 1))
        found[number] = share.where(youngest < seen)
    return pd.DataFrame(found)


def vintages(ax: Axes, world: LendingWorld) -> None:
    """Defaults by month on book, a line per half-year of payout."""
    curves = vintage_curves(world)
    ends: list[tuple[float, float, str]] = []
    for number, (name, curve) in enumerate(curves.iterrows()):
        there = curve.dropna()
        if len(there) < 10:
            continue
        late = number >= len(curves) // 2
        ax.plot(there.index, there, color=DARK if late else MIDDLE, lw=1.6, ls="--" if late else "-")
        ends.append((float(there.iloc[-1]), float(there.index[-1]), str(name)))
    for value, month, name in ends:
        ax.text(month + 0.4, value, name, fontsize=8, va="center")
    year = curves[12].dropna()
    _finish(
        ax, f"A year on book, {year.min():.1%} of the best half-year have defaulted and {year.max():.1%} of the worst"
    )
    ax.set(
        xlabel="months on book; dashed: paid out in the later half of the span",
        ylabel="share of loans in default",
        xlim=(0, 40),
        ylim=(0, None),
    )
    ax.yaxis.set_major_formatter(PercentFormatter(1, symbol=" %"))


def score_bands(ax: Axes, world: LendingWorld) -> None:
    """What the book says of each score, and what would have come of everybody with it."""
    rows = with_truth(world)
    rows = rows[rows["score"].notna()]
    band = (rows["score"].astype(int) // 15) * 15
    rows, band = rows[band.between(510, 645)], band[band.between(510, 645)]
    seen = rows[(rows["action"] == "approve") & rows["would_take"]]
    book = seen.groupby(band[seen.index])["would_default"].agg(["mean", "size"])
    everybody = rows.groupby(band)["would_default"].mean()
    book = book[book["size"] >= 25]["mean"]
    ax.plot(everybody.index, everybody, "o-", color=DARK, mfc="white", ms=7)
    ax.plot(book.index, book, "s--", color=MIDDLE, ms=5)
    ax.text(everybody.index[1] + 2, everybody.iloc[1] + 0.02, "everybody (truth)", color=DARK, fontweight="bold")
    both = book.index.intersection(everybody.index)
    low = (everybody[both] - book[both]).idxmax()
    ax.text(low - 3, book[low] - 0.012, "the book", color=MIDDLE, fontweight="bold", ha="right", va="top")
    _finish(
        ax,
        f"At a score of {low} to {low + 14} the book shows {book[low]:.0%} bad; of everybody it would be {everybody[low]:.0%}",
    )
    ax.set(xlabel="score, in bands of 15 points", ylabel="default within 12 months", ylim=(0, None))
    ax.yaxis.set_major_formatter(PercentFormatter(1, symbol=" %"))


def roll_rates(ax: Axes, world: LendingWorld) -> None:
    """From month to month: where loans with so many instalments unpaid stand at the next month-end."""
    months = world.performance.sort_values(["loan_id", "month_on_book"])
    bucket = np.select(
        [months["status"] == "repaid", months["days_past_due"] == 0, months["days_past_due"] < 30, months["days_past_due"] < 60, months["days_past_due"] < 90],
        [0, 0, 1, 2, 3], 4,
    )  # fmt: skip
    following = pd.Series(bucket).shift(-1).where((months["loan_id"] == months["loan_id"].shift(-1)).to_numpy())
    table = pd.crosstab(bucket, following, normalize="index").reindex(index=range(4), columns=range(5), fill_value=0.0)
    names = ["paid up", "1-29 days", "30-59", "60-89", "default"]
    ax.imshow(table, cmap="Greys", vmin=0, vmax=1.25, aspect="auto")
    for row in range(4):
        for column in range(5):
            share = table.iloc[row, column]
            ax.text(
                column,
                row,
                f"{share:.1%}",
                ha="center",
                va="center",
                color="white" if share > 0.75 else "black",
                fontsize=9,
            )
    ax.set_xticks(range(5), names)
    ax.set_yticks(range(4), names[:4])
    ax.tick_params(length=0)
    ax.set(xlabel="at the next month-end", ylabel="at a month-end")
    _finish(
        ax,
        f"Of loans 60 to 89 days past due {table.iloc[3, 4]:.0%} default in the month after; {table.iloc[1, 0]:.0%} of those under 30 cure",
    )


def bureau_delays(ax: Axes, world: LendingWorld) -> None:
    """How long after the month-end first reports and corrections arrive."""
    held = world.bureau.sort_values("available_at")
    days = (held["available_at"] - held["event_time"]).dt.total_seconds() / 86_400
    later = held.duplicated(["applicant_id", "event_time"])
    grid = np.arange(0, 121)
    for which, colour, style, name, place in (
        (~later, DARK, "-", "first reports", 30),
        (later, MIDDLE, "--", "corrections", 70),
    ):
        share = np.searchsorted(np.sort(days[which]), grid, side="right") / which.sum()
        ax.plot(grid, share, color=colour, ls=style, lw=2)
        ax.text(place, share[place] - 0.07, name, color=colour, fontweight="bold")
    _finish(
        ax,
        f"{(days[~later] > 15).mean():.0%} of first reports take over 15 days; {later.mean():.0%} of deliveries restate an older month",
    )
    ax.set(xlabel="days from the month-end to the delivery", ylabel="share delivered", xlim=(0, 120), ylim=(0, 1.02))
    ax.yaxis.set_major_formatter(PercentFormatter(1, symbol=" %"))


def prices(ax: Axes, world: LendingWorld) -> None:
    """Price above the list by channel and group, for the approved."""
    rows = world.offers.merge(
        world.applications[["application_id", "applicant_id", "channel"]], on="application_id", validate="many_to_one"
    )
    group = rows["applicant_id"].map(world.truth.people.set_index("applicant_id")["ethnic_group"])
    table = ((rows["apr"] - rows["list_apr"]) * 100).groupby([rows["channel"], group], observed=False).mean().unstack()  # noqa: PD010 (a series by two keys)
    for number, (name, face) in enumerate(zip(table.columns, (LIGHT, DARK, "white"), strict=True)):
        places = np.arange(len(table)) + (number - 1) * 0.26
        ax.bar(places, table[name], width=0.24, color=face, edgecolor=DARK, label=str(name).replace("_", " "))
    ax.set_xticks(range(len(table)), [str(name) for name in table.index])
    ax.legend(ncols=3, loc="upper left", frameon=False)
    gap = table.loc["broker", "group_b"] - table.loc["broker", "group_a"]
    _finish(
        ax,
        f"Brokers add {table.loc['broker', 'group_a']:.2f} points to the price of group a, and {gap:.2f} more to group b",
    )
    ax.set(ylabel="points a year above the list price", ylim=(0, float(table.max(axis=None)) * 1.3))


def approvals(ax: Axes, world: LendingWorld) -> None:
    """Approval and true default by simulated group: the disparity, and what it rests on."""
    rows = with_truth(world)
    group = rows["applicant_id"].map(world.truth.people.set_index("applicant_id")["ethnic_group"])
    rate = (rows["action"] == "approve").groupby(group, observed=False).mean()
    bad = rows.groupby(group, observed=False)["would_default"].mean()
    for offset, values, face, name in ((-0.2, rate, DARK, "approved"), (0.2, bad, "white", "would default (truth)")):
        bars = ax.bar(np.arange(len(values)) + offset, values, width=0.36, color=face, edgecolor=DARK, label=name)
        ax.bar_label(bars, [f"{value:.0%}" for value in values], padding=2)
    ax.set_xticks(range(len(rate)), [str(name).replace("_", " ") for name in rate.index])
    ax.legend(ncols=2, loc="upper right", frameon=False)
    ratio = rate["group_b"] / rate["group_a"]
    _finish(
        ax,
        f"Group b is approved {ratio:.2f} times as often as group a, and would default {bad['group_b'] / bad['group_a']:.2f} times as often",
    )
    ax.set(ylabel="share of applications", ylim=(0, 1))
    ax.yaxis.set_major_formatter(PercentFormatter(1, symbol=" %"))


def _finish(ax: Axes, title: str) -> None:
    ax.set_title(title, loc="left", fontweight="bold", fontsize=11)
    ax.spines[["top", "right"]].set_visible(False)


PICTURES = (vintages, score_bands, roll_rates, bureau_delays, approvals, prices)
