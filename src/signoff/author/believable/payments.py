"""Whether the payments world can be believed: against published figures, and as a problem for a model."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import QuantileTransformer

from signoff.author.believable.evidence import Claim, Evidence, Picture
from signoff.worlds import payments
from signoff.worlds.payments import gallery
from signoff.worlds.payments.features import RAW, features

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

_EBA = "EBA and ECB, 2024 report on payment fraud (first half of 2023, European Economic Area): 0.031 % of the value and 0.015 % of the number of card payments, EUR 633 million in 7.31 million payments"
_ECB = "ECB, fifth report on card fraud (2018; cards issued in SEPA, 2016): 73 % of the value remote, 19 % at terminals, 8 % at cash machines"
_FDH = "Le Borgne, Siblini, Lebichot and Bontempi, Reproducible Machine Learning for Credit Card Fraud Detection (the Fraud Detection Handbook), 2022"
_ROOM = "a model should find most of it and not all: room to do better, and a reason to measure"
_CODED = ("channel", "country", "currency", "category", "risk", "segment", "hour", "weekday")

# Days of the span: features need a history, labels four months to mature, and the test comes after them.
_TRAIN, _TEST = (45, 165), (285, 345)


def evidence(preset: str = "course", seed: int = 2611) -> Evidence:
    """Everything that is claimed of a world at least 345 days long, measured on it."""
    world = payments.simulate(payments.PRESETS[preset], seed)
    rows = gallery.first_records(world)
    x, y = features(world), rows["is_fraud"].to_numpy()
    start = pd.Timestamp(world.config.start, tz="UTC")
    day = ((rows["scored_at"] - start) // pd.Timedelta("1D")).to_numpy()
    models = _models(x, y, day, rows["card_id"].to_numpy(), seed)
    return Evidence(
        world="payments",
        preset=preset,
        seed=seed,
        claims=(*_reporting(world, rows), *_labels(rows), *_difficulty(x, y, rows, models)),
        pictures=(
            *(
                Picture(draw.__name__.replace("_", " "), partial(draw, world=world))
                for draw in (
                    gallery.hours_of_the_week,
                    gallery.label_maturity,
                    gallery.campaigns,
                    gallery.amounts,
                    gallery.below_the_limit,
                    gallery.where_fraud_ends,
                )
            ),
            Picture("what a model reaches", lambda ax: _reached(ax, models)),
        ),
        published=_published(world, y, models),
    )


@dataclass(frozen=True)
class Result:
    """How a model did on its test rows.

    Attributes:
        auc, precision: area under the ROC curve, average precision.
        cards: per day the share of the 100 cards with the highest scores that were used for fraud, averaged.
        ceiling: what `cards` would be if all such cards came first; most days have fewer than 100.
    """

    auc: float
    precision: float
    cards: float
    ceiling: float


def _models(
    x: pd.DataFrame, y: Bools, day: npt.NDArray[np.int64], card: npt.NDArray[np.int64], seed: int
) -> dict[str, Result]:
    """Each model trained on four months and tested on two months that begin when those labels have matured.

    `mixed in time` scores each half of the same two months by a model trained on as many rows, drawn from the whole year
    without that half.
    """
    rng = np.random.default_rng(seed)
    before = (day >= _TRAIN[0]) & (day < _TRAIN[1])
    later = (day >= _TEST[0]) & (day < _TEST[1])
    year = (day >= _TRAIN[0]) & (day < _TEST[1])
    half = rng.random(len(y)) < 0.5
    every = list(x.columns)

    def scores(columns: list[str], train: Bools, model: Any) -> Floats:
        kept = train & (y | (rng.random(len(y)) < 0.2))  # a fifth of the honest rows, weighted, says as much
        weight = np.where(y[kept], 1.0, 5.0)
        name = {"logisticregression__sample_weight": weight} if hasattr(model, "steps") else {"sample_weight": weight}
        model.fit(x.loc[kept, columns].fillna(-1), y[kept], **name)
        found: Floats = model.predict_proba(x[columns][later].fillna(-1))[:, 1]
        return found

    logistic = make_pipeline(QuantileTransformer(n_quantiles=200, random_state=0), LogisticRegression(max_iter=300))
    at_once = scores(every, before, _boosting())
    mixed = np.zeros(int(later.sum()))
    for side in (half, ~half):
        train = year & ~(later & side)
        train &= rng.random(len(y)) < before.sum() / train.sum()
        mixed[side[later]] = scores(every, train, _boosting())[side[later]]

    def result(score: Floats) -> Result:
        truth = y[later]
        return Result(
            float(roc_auc_score(truth, score)),
            float(average_precision_score(truth, score)),
            _cards_of_the_day(day[later], card[later], score, truth),
            _cards_of_the_day(day[later], card[later], truth.astype(float), truth),
        )

    return {
        "boosting": result(at_once),
        "boosting, raw columns": result(scores(RAW, before, _boosting())),
        "logistic": result(scores(every, before, logistic)),
        "boosting, mixed in time": result(mixed),
    }


def _boosting() -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_iter=120, max_leaf_nodes=24, l2_regularization=5.0, early_stopping=False, random_state=0
    )


def _cards_of_the_day(day: npt.NDArray[np.int64], card: npt.NDArray[np.int64], score: Floats, truth: Bools) -> float:
    """Card precision at 100: per day each card by its highest score, the share of fraud among the first 100 cards."""
    best = pd.DataFrame({"day": day, "card": card, "score": score, "truth": truth})
    cards = best.groupby(["day", "card"], as_index=False).agg(score=("score", "max"), truth=("truth", "max"))
    first = cards.sort_values("score", ascending=False).groupby("day").head(100)
    return float(first.groupby("day")["truth"].mean().mean())


def _reporting(world: payments.PaymentsWorld, rows: pd.DataFrame) -> tuple[Claim, ...]:
    """Against what card schemes and banks report."""
    fraud = rows[rows["is_fraud"]]
    value, lost = rows["amount_eur"].sum(), fraud["amount_eur"].sum()
    remote = fraud.loc[fraud["terminal_id"].isna(), "amount_eur"].sum() / lost
    cash = fraud.loc[fraud["channel"] == "atm", "amount_eur"].sum() / lost
    asked = world.config.fraud_share
    extra = 1 + sum(one.size for one in world.config.shifts if one.kind == "quiet_fraud") / 4
    local = rows["event_time"].dt.tz_convert("Europe/Berlin").dt.hour
    honest = ~rows["is_fraud"] & (rows["channel"] != "recurring")
    honest_night = (local[honest] < 6).mean()
    return (
        Claim(
            "fraud_by_count", "Share of fraud by count, where the configuration asks for " + f"{asked:.1%}",
            len(fraud) / len(rows), 0.85 * asked, 1.15 * asked * extra, "the configuration", ".2%",
        ),
        Claim(
            "value_to_count", "Share of fraud by value over the share by count", lost / value / (len(fraud) / len(rows)),
            1.5, 2.8, f"{_EBA}: a ratio of 2.1", ".2f",
        ),
        Claim("mean_fraud_eur", "Mean amount of a fraud, EUR", fraud["amount_eur"].mean(), 60, 140, f"{_EBA}: EUR 87", ".0f"),
        Claim("remote_fraud", "Share of the value of fraud that is remote", remote, 0.6, 0.85, _ECB, ".0%"),
        Claim("cash_fraud", "Share of the value of fraud at cash machines", cash, 0.03, 0.2, _ECB, ".0%"),
        Claim(
            "quiet_nights", "Share of honest purchases between midnight and six, local time", honest_night, 0.005, 0.08,
            "shops are closed", ".1%",
        ),
        Claim(
            "fraud_at_night", "The same share for fraud, relative to it",
            (local[rows["is_fraud"]] < 6).mean() / honest_night, 2, 15, "a known pattern, not a law", ".1f",
        ),
    )  # fmt: skip


def _labels(rows: pd.DataFrame) -> tuple[Claim, ...]:
    """Labels mature slowly and unevenly."""
    told = rows[rows["is_fraud"] & rows["authorised"]]
    waited = (told["would_be_reported_at"] - told["event_time"]) / pd.Timedelta("1D")
    by_call, by_scheme = (waited[told["would_be_reported"] == road] for road in ("call", "chargeback"))
    return (
        Claim("call_days", "Median days until a customer calls", by_call.median(), 1, 6, "a few days", ".1f"),
        Claim(
            "chargeback_days", "Share of chargebacks that come 60 to 120 days later", by_scheme.between(60, 120).mean(),
            0.75, 0.98, "fact sheet of the course: about 60 to 120 days", ".0%",
        ),
        Claim(
            "never_reported", "Share of authorised fraud that nobody ever reports", waited.isna().mean(), 0.08, 0.35,
            "unreported fraud must be there, and be a minority", ".0%",
        ),
    )  # fmt: skip


def _difficulty(x: pd.DataFrame, y: Bools, rows: pd.DataFrame, models: dict[str, Result]) -> tuple[Claim, ...]:
    """Plausible, not perfect; history helps; time matters; no column gives it away."""
    best, raw, mixed = (models[name] for name in ("boosting", "boosting, raw columns", "boosting, mixed in time"))
    single = {name: _single(x[name], y) for name in x.columns}
    known = rows["score"].notna().to_numpy()
    single["the incumbent's score"] = float(roc_auc_score(y[known], rows["score"].to_numpy()[known]))
    name, most = max(single.items(), key=lambda one: one[1])
    return (
        Claim("auc", "AUC of boosting on features as they were known", best.auc, 0.85, 0.97, _ROOM),
        Claim("average_precision", "Its average precision", best.precision, 0.3, 0.8, _ROOM),
        Claim(
            "history_helps", "By how much its average precision exceeds that on the raw columns",
            best.precision - raw.precision, 0.15, None, "velocity, novelty and reports are what fraud teams build",
        ),
        Claim("history_helps_auc", "The same for the AUC", best.auc - raw.auc, 0.015, None, "the same"),
        Claim(
            "drift", "By how much average precision is overstated when training mixes the months",
            mixed.precision - best.precision, 0.02, None, "campaigns stop and others start: the future is not a random sample",
        ),
        Claim(
            "no_giveaway", f"Highest AUC of a single column or feature ({name})", most, 0.6, 0.8,
            "a column that decides alone would be a leak or a toy",
        ),
    )  # fmt: skip


def _single(values: pd.Series, y: Bools) -> float:
    """AUC of one column in its better direction; coded ones by the rate of fraud of each value."""
    numbers = values.map(pd.Series(y).groupby(values).mean()) if values.name in _CODED else values.fillna(-1)
    auc = float(roc_auc_score(y, numbers))
    return max(auc, 1 - auc)


def _published(world: payments.PaymentsWorld, y: Bools, models: dict[str, Result]) -> tuple[tuple[str, str, str], ...]:
    days = (world.config.end - world.config.start).days

    def shown(name: str) -> str:
        one = models[name]
        return f"{one.auc:.3f} / {one.precision:.3f} / {one.cards:.3f}"

    return (
        (f"Published: {_FDH}", "", ""),
        ("Transactions in days", "1,754,155 in 183", f"{len(y):,} in {days}"),
        ("Customers", "4,990", f"{len(world.customers):,}"),
        ("Terminals", "10,000", f"{len(world.terminals):,}"),
        ("Fraud by count", "0.84%", f"{y.mean():.2%}"),
        ("AUC / average precision / card precision at 100, logistic regression", "0.871 / 0.606 / 0.291", shown("logistic")),
        ("The same, random forest", "0.867 / 0.658 / 0.287", "not run"),
        ("The same, boosting", "0.862 / 0.639 / 0.273", shown("boosting")),
        ("The same, boosting on the raw columns", "not published", shown("boosting, raw columns")),
        ("Card precision at 100 if every such card came first", "not published", f"{models['boosting'].ceiling:.3f}"),
    )  # fmt: skip


def _reached(ax: Axes, models: dict[str, Result]) -> None:
    """Average precision of each way to train, as bars."""
    chosen = {
        "raw columns": models["boosting, raw columns"],
        "logistic, with history": models["logistic"],
        "boosting, with history": models["boosting"],
        "the same, months mixed": models["boosting, mixed in time"],
    }
    values = [one.precision for one in chosen.values()]
    colours = [gallery.LIGHT, gallery.MIDDLE, gallery.DARK, "white"]
    bars = ax.barh(range(len(values)), values, color=colours, edgecolor=gallery.DARK, height=0.7)
    ax.bar_label(bars, [f"{one.precision:.2f}  (AUC {one.auc:.3f})" for one in chosen.values()], padding=4, fontsize=9)
    ax.set_yticks(range(len(values)), list(chosen))
    ax.invert_yaxis()
    ax.tick_params(axis="y", length=0)
    ax.set(xlim=(0, 1), xlabel="average precision on two months of requests")
    gained = models["boosting"].precision - models["boosting, raw columns"].precision
    ax.set_title(
        f"History adds {gained:.2f} of average precision; mixing the months pretends to more",
        loc="left",
        fontweight="bold",
        fontsize=11,
    )
    ax.spines[["top", "right"]].set_visible(False)
