"""Whether the onboarding world can be believed: look-alikes that fool a simple match, and a desk with limits."""

from functools import partial

import numpy as np
import pandas as pd
from sklearn.metrics import roc_auc_score

from signoff.author.believable.evidence import Claim, Evidence, Picture
from signoff.author.believable.onboarding_linkage import exact, good
from signoff.worlds import onboarding
from signoff.worlds.onboarding import gallery

_DESIGN = "a plausible desk; a choice, not an estimate"


def evidence(preset: str = "course", seed: int = 2611) -> Evidence:
    """Everything that is claimed of a world, measured on it."""
    world = onboarding.simulate(onboarding.PRESETS[preset], seed)
    rows = gallery.with_truth(world)
    return Evidence(
        world="onboarding",
        preset=preset,
        seed=seed,
        claims=(*_linking(rows), *_desk(world, rows), *_guilt(rows)),
        pictures=tuple(
            Picture(draw.__name__.replace("_", " "), partial(draw, world=world)) for draw in gallery.PICTURES
        ),
    )


def _linking(rows: pd.DataFrame) -> tuple[Claim, ...]:
    """Applications of one person, invented identities aside: each has its own number."""
    person = rows["person_id"].to_numpy()
    household = rows["household_id"].to_numpy()
    sizes = rows.groupby("person_id").size()
    true = int((sizes * (sizes - 1) // 2).sum())
    key = exact(rows)
    both = pd.DataFrame({"person": person, "key": key.to_numpy()}).groupby(["person", "key"]).size()
    by_exact = int((both * (both - 1) // 2).sum()) / true
    links = good(rows)
    right = person[links.left] == person[links.right]
    wrong_home = ~right & (household[links.left] == household[links.right])
    pairs = len(rows) * (len(rows) - 1) / 2
    return (
        Claim("exact_match", "Duplicates found by exact match of names, birth date and document number", by_exact, 0.05, 0.40, "what a constraint in a database finds", ".0%"),
        Claim("good_linkage", "Duplicates found by a good linkage", right.sum() / true, 0.85, 0.99, "several blocking keys, comparison across romanisations", ".0%"),
        Claim("linkage_precision", "Its precision", right.mean(), 0.9, 1.0, "who merges families loses them", ".1%"),
        Claim("compared", "Share of all pairs that it compares", links.compared / pairs, 0.0, 0.02, "the limit of the exercise", ".3%"),
        Claim("families_merged", "Links between two people of one home, among all", wrong_home.mean(), 0.0, 0.03, "twins and namesakes in a family are the hard ones", ".2%"),
    )  # fmt: skip


def _desk(world: onboarding.OnboardingWorld, rows: pd.DataFrame) -> tuple[Claim, ...]:
    """The team, its queue and what it says."""
    alerted = rows["application_id"].isin(world.alerts["application_id"])
    seen = gallery.waits(world)
    bad = seen[seen["dishonest"]]
    worked = world.reviews["handle_minutes"].sum()
    there = (
        (world.shifts["ends_at"] - world.shifts["starts_at"]).dt.total_seconds() / 60 * world.shifts["analysts"]
    ).sum()
    hour = rows["applied_at"].dt.hour.value_counts(normalize=True)
    return (
        Claim("alert_rate", "Share of applications that raise an alert", alerted.mean(), 0.03, 0.2, _DESIGN, ".1%"),
        Claim("alert_precision", "Share of alerts about somebody dishonest", rows.loc[alerted, "dishonest"].mean(), 0.05, 0.4, "most alerts are about look-alikes", ".0%"),
        Claim("alert_recall", "Share of the dishonest with an alert", alerted[rows["dishonest"]].mean(), 0.3, 0.8, _DESIGN, ".0%"),
        Claim("utilisation", "Share of the shifts' minutes that reviews take", worked / there, 0.4, 0.95, "a queue that is fine on average", ".0%"),
        Claim("wait_p90", "Hours within which nine in ten reviews begin", seen["hours"].quantile(0.9), 4, 120, "nights and week-ends", ".0f"),
        Claim("analyst_recall", "Share of reviewed dishonest applications recognised", (bad["verdict"] == "suspicious").mean(), 0.5, 0.9, _DESIGN, ".0%"),
        Claim("intraday", "Applications in the busiest hour for one in an average hour", hour.max() * 24, 1.4, 3, "an intraday profile", ".1f"),
    )  # fmt: skip


def _guilt(rows: pd.DataFrame) -> tuple[Claim, ...]:
    """Nothing decides alone, and origin says nothing."""
    y = rows["dishonest"].to_numpy()
    numbers = {
        "vendor_score": rows["vendor_score"], "form_seconds": rows["form_seconds"],
        "applications on the device": rows.groupby("device_id")["application_id"].transform("size"),
        "applications with the phone": rows.groupby("phone")["application_id"].transform("size"),
        "applications with the document": rows.groupby("document_number")["application_id"].transform("size"),
        "applications from the network": rows.groupby("ip")["application_id"].transform("size"),
        "hour": rows["applied_at"].dt.hour.map(pd.Series(y).groupby(rows["applied_at"].dt.hour).mean()),
        "document_check": rows["document_check"].cat.codes, "ip_country": rows["ip_country"].cat.codes,
        "channel": rows["channel"].map(pd.Series(y).groupby(rows["channel"].astype(str)).mean().to_dict()).astype(float),
    }  # fmt: skip
    aucs = {name: max(auc := float(roc_auc_score(y, values)), 1 - auc) for name, values in numbers.items()}
    name, most = max(aucs.items(), key=lambda one: one[1])
    rate, count = (rows.groupby("origin", observed=True)["dishonest"].agg(one) for one in ("mean", "size"))
    spread = (rate - y.mean()) / np.sqrt(y.mean() * (1 - y.mean()) / count)
    calibration = y.mean() / rows["vendor_score"].mean()
    return (
        Claim("no_giveaway", f"Highest AUC of a single column or count ({name})", most, 0.55, 0.8, "a column that decides alone would be a leak or a toy"),
        Claim("origin_is_innocent", "Chi-square per language of the name, for no relation to guilt", float((spread**2).sum() / (len(rate) - 1)), 0.2, 2.6, "scripts go with origin and not with guilt; rings share one origin now and then", ".2f"),
        Claim("vendor_is_calibrated", "Dishonest applications for one expected by the vendor's score", calibration, 0.93, 1.07, "exact by construction", ".3f"),
    )  # fmt: skip
