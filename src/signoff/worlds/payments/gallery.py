"""Pictures of the payments world. Each function draws on the axes it is given; the finding in the title is computed.

Dark and light, filled and hollow tell the sides apart, never hue alone, so that every picture survives greyscale.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, PercentFormatter

from signoff.worlds.payments.config import TYPOLOGIES
from signoff.worlds.payments.world import PaymentsWorld

DARK, MIDDLE, LIGHT = "#1b3a57", "#7a8ea1", "#c9d3dc"
NAMES = {one: one.replace("_", " ") for one in TYPOLOGIES}


def first_records(world: PaymentsWorld) -> pd.DataFrame:
    """A row per transaction: the record that was decided, the decision, and the truth."""
    found = world.decisions.merge(world.truth.outcomes, on="transaction_id", validate="one_to_one")
    return found.merge(world.transactions.drop(columns="transaction_id"), on="record_id", validate="one_to_one")


def hours_of_the_week(ax: Axes, world: PaymentsWorld) -> None:
    """When honest customers and fraudsters pay, as shares of their own week, by the hour in Central Europe."""
    rows = first_records(world)
    rows = rows[rows["channel"] != "recurring"]
    local = rows["event_time"].dt.tz_convert("Europe/Berlin")
    hour = local.dt.dayofweek * 24 + local.dt.hour
    at_night = local.dt.hour < 6
    for fraud, colour, width, name in ((False, MIDDLE, 3.0, "honest"), (True, DARK, 1.3, "fraud")):
        share = hour[rows["is_fraud"] == fraud].value_counts(normalize=True).reindex(range(168), fill_value=0)
        ax.plot(share.index, share, color=colour, lw=width)
        ax.text(169, share.iloc[-3:].mean(), name, color=colour, fontweight="bold", va="center")
    night = [at_night[rows["is_fraud"] == fraud].mean() for fraud in (False, True)]
    _finish(ax, f"{night[1]:.0%} of the fraud, {night[0]:.0%} of the rest, falls between midnight and six")
    ax.set_xticks(range(12, 168, 24), ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
    ax.set(
        xlim=(0, 167),
        ylim=(0, None),
        ylabel="share of the week's transactions",
        xlabel="hour of the week, Central European time",
    )
    ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=1, symbol=" %"))


def label_maturity(ax: Axes, world: PaymentsWorld) -> None:
    """How much of the authorised fraud is known so many days later, by kind; simulated beyond the end of the span."""
    rows = first_records(world)
    rows = rows[rows["is_fraud"] & rows["authorised"]]
    days = np.arange(0, 181)
    ends = {}
    for number, kind in enumerate(TYPOLOGIES):
        mine = rows[rows["typology"] == kind]
        waited = (mine["would_be_reported_at"] - mine["event_time"]) / pd.Timedelta("1D")
        known = (waited.to_numpy()[:, None] <= days).mean(axis=0) if len(mine) else np.zeros(len(days))
        ax.plot(
            days,
            known,
            color=(DARK, DARK, DARK, MIDDLE, MIDDLE)[number],
            ls=("-", "--", ":", "-", "--")[number],
            lw=1.6,
        )
        ends[kind] = known[-1]
    _labels_at_the_right(ax, {NAMES[kind]: value for kind, value in ends.items()}, days[-1])
    waited = (rows["would_be_reported_at"] - rows["event_time"]) / pd.Timedelta("1D")
    month = (waited <= 30).mean()
    _finish(
        ax,
        f"A month later {month:.0%} of the authorised fraud is known, half a year later {(waited <= 180).mean():.0%}",
    )
    ax.set(
        xlim=(0, 180), ylim=(0, 1), xlabel="days after the transaction", ylabel="share of the fraud that was reported"
    )
    ax.set_xticks(range(0, 181, 30))
    ax.yaxis.set_major_formatter(PercentFormatter(1, symbol=" %"))


def campaigns(ax: Axes, world: PaymentsWorld) -> None:
    """Every campaign as a bar from start to end, as thick as the fraud in it."""
    held = world.truth.outcomes.dropna(subset="compromise_id")
    size = held.merge(world.truth.compromises, on=["compromise_id", "typology"], validate="many_to_one")[
        "campaign_id"
    ].value_counts()
    order = 0
    for kind in TYPOLOGIES:
        mine = world.truth.campaigns[world.truth.campaigns["typology"] == kind]
        for one in mine.itertuples():
            weight = float(size.get(one.campaign_id, 0))
            lane = order + 0.8 * ((one.campaign_id * 0.618) % 1 - 0.5)
            ax.plot(
                [one.started_at, one.ended_at],
                [lane, lane],
                color=DARK,
                alpha=0.55,
                solid_capstyle="butt",
                lw=0.5 + 7 * weight / size.max(),
            )
        order += 1
    ax.set_yticks(range(order), list(NAMES.values()))
    ax.invert_yaxis()
    ax.tick_params(axis="y", length=0)
    biggest = size.head(5).sum() / size.sum()
    _finish(
        ax, f"Campaigns come and go: the five largest of {len(world.truth.campaigns)} make {biggest:.0%} of the fraud"
    )
    ax.set_xlabel("month; a bar is a campaign, as thick as the fraud in it")
    _months(ax, world)


def amounts(ax: Axes, world: PaymentsWorld) -> None:
    """Amounts of honest and fraudulent purchases, and the pile just below the limit."""
    rows = first_records(world)
    edges = np.logspace(0, 3.6, 60)
    for fraud, face, edge, name, place in ((False, LIGHT, MIDDLE, "honest", 6.5), (True, "none", DARK, "fraud", 230)):
        mine = rows.loc[rows["is_fraud"] == fraud, "amount_eur"]
        share, _ = np.histogram(mine, edges)
        share = share / len(mine)
        ax.stairs(share, edges, color=edge if fraud else face, fill=not fraud, lw=1.6)
        ax.text(place, float(share[np.searchsorted(edges, place) - 1]) + 0.003, name, color=edge, fontweight="bold")
    ax.set_xscale("log")
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    ax.set_xticks([1, 3, 10, 30, 100, 300, 1000, 3000])
    ax.minorticks_off()
    ratio = rows.loc[rows["is_fraud"], "amount_eur"].mean() / rows["amount_eur"].mean()
    _finish(ax, f"A fraud is {ratio:.2f} times as large as the average transaction; some are a euro or two")
    ax.set(xlabel="amount in EUR, logarithmic", ylabel="share of the transactions", xlim=(1, 4000))
    ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=" %"))


def below_the_limit(ax: Axes, world: PaymentsWorld) -> None:
    """Remote fraud around the limit after it changed, each week: what lies above it, and what lies just below."""
    rows = first_records(world)
    changed = pd.Timestamp(world.config.limit_changes_on, tz="UTC")
    new = world.config.new_limit_eur
    remote = rows[rows["is_fraud"] & rows["terminal_id"].isna() & rows["amount_eur"].between(0.6 * new, 1.67 * new)]
    week = (remote["event_time"] - changed) // pd.Timedelta("14D")
    below = remote["amount_eur"].between(0.79 * new, new)
    span = range(-10, 13)
    share = below.groupby(week).mean().reindex(span)
    ax.bar(
        share.index,
        share,
        width=0.8,
        align="edge",
        color=[LIGHT if at < 0 else DARK for at in span],
        edgecolor=DARK,
        lw=0.6,
    )
    ax.axvline(0, color="black", lw=1.5)
    ax.text(
        0.15, 0.97, f"limit falls to EUR {new:,.0f}", va="top", transform=ax.get_xaxis_transform(), fontweight="bold"
    )
    before, after = below[week.between(-10, -1)].mean(), below[week.between(2, 12)].mean()
    _finish(ax, f"Just below the new limit: {before:.0%} of the fraud around it before, {after:.0%} once it was known")
    ax.set(
        ylim=(0, 1.12),
        xlim=(-10, 13),
        xlabel="fortnights since the limit changed",
        ylabel=f"share at EUR {0.79 * new:,.0f} to {new:,.0f}",
    )
    ax.yaxis.set_major_formatter(PercentFormatter(1, symbol=" %"))


def where_fraud_ends(ax: Axes, world: PaymentsWorld) -> None:
    """Of every kind of fraud: stopped at the decision, reported by the end, still under way, never to be reported."""
    rows = first_records(world)
    rows = rows[rows["is_fraud"]]
    end = pd.Timestamp(world.config.end, tz="UTC")
    told = rows["transaction_id"].isin(world.reports["transaction_id"])
    state = np.select(
        [~rows["authorised"], told, rows["would_be_reported_at"].notna()],
        ["stopped", "reported", "not yet reported"],
        "never reported",
    )
    table = pd.crosstab(rows["typology"], state, normalize="index").reindex(list(TYPOLOGIES)).fillna(0)
    left = np.zeros(len(table))
    for name, colour in (
        ("stopped", DARK),
        ("reported", MIDDLE),
        ("not yet reported", LIGHT),
        ("never reported", "white"),
    ):
        share = table.get(name, pd.Series(0.0, index=table.index)).to_numpy()
        ax.barh(range(len(table)), share, left=left, color=colour, edgecolor=DARK, lw=0.8, height=0.72, label=name)
        for lane, (start, width) in enumerate(zip(left, share, strict=True)):
            if width > 0.085:
                ink = "white" if colour == DARK else "black"
                ax.text(start + width / 2, lane, f"{width:.0%}", ha="center", va="center", color=ink, fontsize=9)
        left = left + share
    ax.set_yticks(range(len(table)), [NAMES[kind] for kind in table.index])
    ax.invert_yaxis()
    ax.set(xlim=(0, 1), xlabel=f"share of each kind, as seen on {end:%-d %B %Y}")
    ax.legend(
        ncols=4, loc="upper center", bbox_to_anchor=(0.5, -0.16), frameon=False, handlelength=1, columnspacing=1.2
    )
    ax.xaxis.set_major_formatter(PercentFormatter(1, symbol=" %"))
    ax.tick_params(axis="y", length=0)
    never = (state == "never reported").mean()
    _finish(ax, f"{(state == 'stopped').mean():.0%} of the fraud is stopped, {never:.0%} is never heard of")


@dataclass(frozen=True)
class Symptom:
    """What one would plot by day to see a defect."""

    says: str
    measure: Callable[[pd.DataFrame], float]


SYMPTOMS = {
    "duplicates": Symptom("records per transaction id", lambda day: len(day) / day["transaction_id"].nunique()),
    "late_partition": Symptom(
        "mean hours to arrive, noon to six",
        lambda day: (
            (day["available_at"] - day["event_time"])[day["event_time"].dt.hour.between(12, 17)]
            .dt.total_seconds()
            .mean()
            / 3600
        ),
    ),
    "cents": Symptom("median EUR online", lambda day: day.loc[day["channel"] == "online", "amount_eur"].median()),
    "shifted_zone": Symptom(
        "share from 20:00 UTC, terminals",
        lambda day: (day.loc[day["channel"].isin(["chip", "contactless"]), "event_time"].dt.hour >= 20).mean(),
    ),
    "device_dropped": Symptom(
        "wallet without device", lambda day: day.loc[day["channel"] == "wallet", "device_id"].isna().mean()
    ),
    "enum_widened": Symptom(
        "share of unknown channels", lambda day: (day["channel"].astype(str) == "click_to_pay").mean()
    ),
    "currency_swapped": Symptom("share in USD", lambda day: (day["currency"] == "USD").mean()),
    "truncated_day": Symptom("records", lambda day: float(len(day))),
    "schema_changed": Symptom("amount missing", lambda day: day["amount"].isna().mean()),
}


def bad_day(ax: Axes, world: PaymentsWorld, defect: str, day: int) -> None:
    """One defect as it shows in a daily figure: three weeks around the day it falls on."""
    symptom, damaged = SYMPTOMS[defect], world.with_defect(defect, day)
    start = pd.Timestamp(world.config.start, tz="UTC")
    records = damaged.transactions
    number = (records["event_time"] - start) // pd.Timedelta("1D")
    near = records[number.between(day - 10, day + 10)]
    figure = near.groupby(number[near.index]).apply(symptom.measure).reindex(range(day - 10, day + 11))
    ax.plot(figure.index - day, figure, color=MIDDLE, lw=1.2)
    ax.plot(0, figure.loc[day], "o", color=DARK, ms=6)
    ax.set_title(defect.replace("_", " "), loc="left", fontsize=9, fontweight="bold")
    ax.set_ylabel(symptom.says, fontsize=7)
    ax.set_xticks([-7, 0, 7])
    ax.tick_params(labelsize=7)
    ax.set_ylim(0, 1.12 * float(figure.max()))
    ax.spines[["top", "right"]].set_visible(False)


def shifts(ax: Axes, plain: PaymentsWorld, shifted: PaymentsWorld, around: pd.Timestamp, *, title: str) -> None:
    """Median amount and share of fraud by week, in a shifted world relative to the same world without the shift."""
    for measure, colour, style, name in (
        (lambda rows: rows["amount_eur"].median(), MIDDLE, "-", "median amount"),
        (lambda rows: rows["is_fraud"].mean(), DARK, "--", "share of fraud"),
    ):
        ratio = _weekly(shifted, measure, around) / _weekly(plain, measure, around)
        ax.plot(ratio.index, ratio, color=colour, ls=style, lw=2)
        place = float(ratio.iloc[-3:].mean())
        ax.text(8, place, f"{name} x {ratio[ratio.index > 0].mean():.2f}", color=colour, va="center", fontweight="bold")
    ax.axvline(0, color="black", lw=1.2)
    ax.set_xticks(range(-8, 8, 2))
    ax.set(xlabel="weeks since the shift", ylabel="relative to the world without it", xlim=(-8, 14), ylim=(0.5, 3))
    _finish(ax, title)


def _weekly(world: PaymentsWorld, measure: Callable[[pd.DataFrame], float], around: pd.Timestamp) -> pd.Series:
    """A figure of all transactions in the eight weeks on each side of a day; the index counts weeks from it."""
    rows = first_records(world)
    week = (rows["event_time"] - around) // pd.Timedelta("7D")
    near = rows[week.between(-8, 7)]
    return near.groupby(week[near.index]).apply(measure)


def _labels_at_the_right(ax: Axes, ends: dict[str, float], x: float) -> None:
    """Names beside the ends of lines, pushed apart where they would touch."""
    last = 1.03
    for name, value in sorted(ends.items(), key=lambda one: -one[1]):
        last = min(value, last - 0.06)
        ax.text(x + 2, last, name, va="center", fontsize=9)


def _months(ax: Axes, world: PaymentsWorld) -> None:
    days = pd.date_range(world.config.start, world.config.end, freq="2MS", tz="UTC")
    ax.set_xticks(
        list(days),
        [f"{day:%b}" + (f"\n{day:%Y}" if day.month == 1 or number == 0 else "") for number, day in enumerate(days)],
    )
    ax.set_xlim(pd.Timestamp(world.config.start, tz="UTC"), pd.Timestamp(world.config.end, tz="UTC"))


def _finish(ax: Axes, title: str) -> None:
    ax.set_title(title, loc="left", fontweight="bold", fontsize=11)
    ax.spines[["top", "right"]].set_visible(False)
