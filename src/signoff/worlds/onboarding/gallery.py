"""Pictures of the onboarding world. Each function draws on the axes it is given; the finding in the title is computed.

Dark and light, filled and hollow tell the sides apart, never hue alone, so that every picture survives greyscale.
"""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from signoff.worlds.onboarding.world import OnboardingWorld

DARK, MIDDLE, LIGHT = "#1b3a57", "#7a8ea1", "#c9d3dc"


def with_truth(world: OnboardingWorld) -> pd.DataFrame:
    """A row per application: as typed, and what is behind it."""
    return world.applications.merge(world.truth.truth, on="application_id", validate="one_to_one")


def waits(world: OnboardingWorld) -> pd.DataFrame:
    """A row per closed alert, with `hours` from the alert to the beginning of the review, and the truth."""
    rows = world.reviews.merge(world.alerts, on="alert_id", validate="one_to_one")
    rows["hours"] = (rows["started_at"] - rows["raised_at"]).dt.total_seconds() / 3_600
    return rows.merge(world.truth.truth, on="application_id", validate="one_to_one")


def arrivals(ax: Axes, world: OnboardingWorld) -> None:
    """Applications by local hour of the day, and the hours in which the team works."""
    hour = world.applications["applied_at"].dt.tz_convert("Europe/Berlin").dt.hour
    weekday = world.applications["applied_at"].dt.tz_convert("Europe/Berlin").dt.dayofweek < 5
    share = hour[weekday].value_counts(normalize=True).reindex(range(24), fill_value=0)
    ax.bar(share.index, share, width=0.85, color=MIDDLE)
    first = world.shifts.iloc[:20]
    begin = first["starts_at"].dt.tz_convert("Europe/Berlin").dt.hour.min()
    length = (first["ends_at"] - first["starts_at"]).dt.total_seconds().max() / 3_600
    ax.axvspan(begin - 0.5, begin + length - 0.5, color=LIGHT, alpha=0.6, zorder=0, lw=0)
    ax.text(begin - 0.3, share.max() * 1.06, "the team works", fontweight="bold")
    inside = share[begin : int(begin + length) - 1].sum()
    _finish(ax, f"{1 - inside:.0%} of a weekday's applications arrive while nobody works on alerts")
    ax.set(
        xlabel="hour of the day, Central European time",
        ylabel="share of weekday applications",
        ylim=(0, share.max() * 1.2),
        xlim=(-0.6, 23.6),
    )
    ax.set_xticks(range(0, 24, 3))
    ax.yaxis.set_major_formatter(PercentFormatter(1, symbol=" %"))


def queue(ax: Axes, world: OnboardingWorld) -> None:
    """How long an alert waits, by the weekday on which it was raised."""
    rows = waits(world)
    day = rows["raised_at"].dt.tz_convert("Europe/Berlin").dt.dayofweek
    table = rows["hours"].groupby(day).quantile([0.5, 0.9]).unstack()  # noqa: PD010 (a series by two keys)
    for offset, quantile, face, name in ((-0.2, 0.5, LIGHT, "median"), (0.2, 0.9, DARK, "nine in ten within")):
        bars = ax.bar(table.index + offset, table[quantile], width=0.36, color=face, edgecolor=DARK, label=name)
        ax.bar_label(bars, [f"{value:.0f}" for value in table[quantile]], padding=2, fontsize=9)
    ax.set_xticks(range(7), ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
    ax.legend(frameon=False, ncols=2, loc="upper left")
    _finish(
        ax,
        f"Half of the alerts are begun within {rows['hours'].median():.0f} hours, nine in ten within {rows['hours'].quantile(0.9):.0f}",
    )
    ax.set(
        ylabel="hours until the review begins", xlabel="day of the alert", ylim=(0, float(table.max(axis=None)) * 1.25)
    )


def shared_devices(ax: Axes, world: OnboardingWorld) -> None:
    """How many applications a device has, and what is behind them."""
    rows = with_truth(world)
    rows = rows[rows["channel"] != "branch"]
    size = rows.groupby("device_id")["application_id"].transform("size")
    band = pd.cut(size, [0, 1, 2, 4, 9, 1000], labels=["1", "2", "3-4", "5-9", "10 or more"])
    share = rows.groupby(band, observed=False)["dishonest"].mean()
    count = rows.groupby(band, observed=False).size()
    bars = ax.bar(range(len(share)), share, color=DARK, width=0.7)
    ax.bar_label(bars, [f"{value:.1%}\nof {n:,}" for value, n in zip(share, count, strict=True)], padding=3, fontsize=9)
    ax.set_xticks(range(len(share)), list(share.index))
    two = share["2"]
    _finish(
        ax, f"Two applications from one device: {1 - two:.1%} honest. Ten or more: {share['10 or more']:.0%} dishonest"
    )
    ax.set(xlabel="applications from one device, branches aside", ylabel="share that is dishonest", ylim=(0, 1.2))
    ax.yaxis.set_major_formatter(PercentFormatter(1, symbol=" %"))


def scripts(ax: Axes, world: OnboardingWorld) -> None:
    """Dishonesty by language of the name, with the interval that chance alone would give."""
    rows = with_truth(world)
    rate, count = (rows.groupby("origin", observed=False)["dishonest"].agg(one) for one in ("mean", "size"))
    overall = rows["dishonest"].mean()
    half = 1.96 * np.sqrt(overall * (1 - overall) / count)
    ax.bar(range(len(rate)), 2 * half, bottom=overall - half, color=LIGHT, width=0.7)
    ax.plot(range(len(rate)), rate, "o", color=DARK)
    ax.axhline(overall, color=MIDDLE, lw=1)
    ax.set_xticks(range(len(rate)), list(rate.index))
    inside = ((rate - overall).abs() <= half).sum()
    _finish(
        ax,
        f"{inside} of {len(rate)} languages lie within what chance gives around {overall:.1%}: origin says nothing of guilt",
    )
    ax.set(
        xlabel="language of the name; grey: 95 % of what chance would give",
        ylabel="share that is dishonest",
        ylim=(0, float(rate.max()) * 1.5),
    )
    ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=1, symbol=" %"))


def verdicts(ax: Axes, world: OnboardingWorld) -> None:
    """Of each kind of dishonesty: no alert, cleared, recognised."""
    rows = with_truth(world)
    rows = rows[rows["dishonest"]]
    closed = world.reviews.merge(world.alerts, on="alert_id").set_index("application_id")["verdict"].astype(str)
    state = rows["application_id"].map(closed).fillna("no alert, or not yet reviewed")
    table = pd.crosstab(rows["kind"].astype(str), state, normalize="index")
    left = np.zeros(len(table))
    for name, colour in (("suspicious", DARK), ("cleared", MIDDLE), ("no alert, or not yet reviewed", "white")):
        share = table.get(name, pd.Series(0.0, index=table.index)).to_numpy()
        ax.barh(range(len(table)), share, left=left, color=colour, edgecolor=DARK, lw=0.8, height=0.7, label=name)
        for lane, (start, width) in enumerate(zip(left, share, strict=True)):
            if width > 0.07:
                ax.text(
                    start + width / 2,
                    lane,
                    f"{width:.0%}",
                    ha="center",
                    va="center",
                    color="white" if colour == DARK else "black",
                    fontsize=9,
                )
        left = left + share
    ax.set_yticks(range(len(table)), [name.replace("_", " ") for name in table.index])
    ax.invert_yaxis()
    ax.tick_params(axis="y", length=0)
    ax.legend(ncols=3, loc="upper center", bbox_to_anchor=(0.45, -0.1), frameon=False)
    ax.set(xlim=(0, 1))
    ax.xaxis.set_major_formatter(PercentFormatter(1, symbol=" %"))
    caught = (state == "suspicious").mean()
    mules = (state[rows["kind"] == "mule"] == "suspicious").mean()
    _finish(ax, f"The team recognises {caught:.0%} of the dishonest, and of mules {mules:.0%}")


def later(ax: Axes, world: OnboardingWorld) -> None:
    """When something is heard of dishonest accounts after their alert was cleared, or without one."""
    rows = with_truth(world)
    rows = rows[rows["dishonest"] & rows["opened"]]
    days = (rows["would_be_heard_at"] - rows["applied_at"]).dt.total_seconds() / 86_400
    grid = np.arange(0, 366)
    share = np.searchsorted(np.sort(days.dropna()), grid, side="right") / len(rows)
    ax.plot(grid, share, color=DARK, lw=2)
    ax.axhline(share[-1], color=MIDDLE, lw=1, ls="--")
    quarter = share[90]
    _finish(
        ax,
        f"{quarter:.0%} of dishonest accounts are heard of within 90 days, {1 - share[-1]:.0%} not within a year",
    )
    ax.set(xlabel="days since the application", ylabel="share heard of", xlim=(0, 365), ylim=(0, 1))
    ax.yaxis.set_major_formatter(PercentFormatter(1, symbol=" %"))


def _finish(ax: Axes, title: str) -> None:
    ax.set_title(title, loc="left", fontweight="bold", fontsize=11)
    ax.spines[["top", "right"]].set_visible(False)


PICTURES = (arrivals, queue, shared_devices, scripts, verdicts, later)
