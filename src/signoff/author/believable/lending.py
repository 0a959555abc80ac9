"""Whether the lending world can be believed: rates a risk officer expects, and a problem close to its own limit."""

from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score

from signoff.author.believable.evidence import Claim, Evidence, Picture
from signoff.worlds import lending
from signoff.worlds.lending import gallery

Bools = npt.NDArray[np.bool_]
_DESIGN = "plausible for unsecured consumer loans; a choice, not an estimate"
_HELD = [
    "utilisation", "delinquencies_24m", "inquiries_6m", "months_on_file", "open_accounts", "debt_eur", "payments_eur",
    "insolvency", "bureau_score",
]  # fmt: skip
_ASKED = [
    "channel", "purpose", "amount_eur", "term_months", "income_eur", "employment", "months_employed", "housing",
    "months_at_address", "dependants", "address_score", "account_stability",
]  # fmt: skip


def as_known(world: lending.LendingWorld) -> pd.DataFrame:
    """What the lender knew of each application at scoring, in the order of `applications`: float64, categories as codes.

    Protected attributes are not in it. The bureau's values are the newest measured of those that had arrived, in their
    last version that had.
    """
    asked = world.applications.merge(
        world.decisions[["application_id", "scored_at"]], on="application_id", validate="one_to_one"
    )
    pairs = asked[["application_id", "applicant_id", "scored_at"]].merge(
        world.bureau, on="applicant_id", validate="many_to_many"
    )
    pairs = pairs[pairs["available_at"] <= pairs["scored_at"]].sort_values(["event_time", "available_at"])
    last = pairs.drop_duplicates("application_id", keep="last").set_index("application_id")[_HELD]
    held = last.reindex(asked["application_id"]).reset_index(drop=True)
    table = pd.concat([asked[_ASKED], held], axis=1)
    coded = {one: table[one].cat.codes for one in table.columns if isinstance(table[one].dtype, pd.CategoricalDtype)}
    return table.assign(**coded).astype(float)


def evidence(preset: str = "course", seed: int = 2611) -> Evidence:
    """Everything that is claimed of a world, measured on it."""
    world = lending.simulate(lending.PRESETS[preset], seed)
    rows = gallery.with_truth(world)
    return Evidence(
        world="lending",
        preset=preset,
        seed=seed,
        claims=(*_book(world, rows), *_hidden(rows), *_difficulty(world, rows)),
        pictures=tuple(
            Picture(draw.__name__.replace("_", " "), partial(draw, world=world)) for draw in gallery.PICTURES
        ),
    )


def _book(world: lending.LendingWorld, rows: pd.DataFrame) -> tuple[Claim, ...]:
    """The book as it is reported."""
    approved = rows["action"] == "approve"
    known = world.outcomes["defaulted"].dropna().astype(bool)
    vintages = gallery.vintage_curves(world)
    first, second = vintages[6].mean(), (vintages[12] - vintages[6]).mean()
    old = vintages[[12, 18, 24]].dropna()
    later = (old[24] - old[18]).mean() / (old[18] - old[12]).mean()
    closed = world.defaults["loss_given_default"].dropna()
    return (
        Claim("approval", "Share of applications approved", approved.mean(), 0.5, 0.75, _DESIGN, ".0%"),
        Claim("take_up", "Share of the approved who take an offer", len(world.loans) / approved.sum(), 0.45, 0.8, _DESIGN, ".0%"),
        Claim("bad_rate", "Share of booked loans that default within 12 months, of those known", known.mean(), 0.04, 0.08, _DESIGN, ".1%"),
        Claim("slow_start", "Defaults in months 7 to 12 for one in the first six", second / first, 1.1, 4, "90 days past due takes four missed instalments: vintages start flat", ".1f"),
        Claim("flattening", "Defaults in months 19 to 24 for one in months 13 to 18", later, 0.4, 1.1, "vintages flatten", ".2f"),
        Claim("lgd", "Mean loss given default of closed workouts", closed.mean(), 0.35, 0.75, _DESIGN, ".0%"),
        Claim("price_follows_risk", "Rank correlation of price and true probability of default", rows.loc[approved, ["apr", "pd_12m"]].corr("spearman").iloc[0, 1], 0.15, 0.8, "risk-based pricing", ".2f"),
    )  # fmt: skip


def _hidden(rows: pd.DataFrame) -> tuple[Claim, ...]:
    """What the observed tables cannot tell."""
    approved = rows["action"] == "approve"
    took = approved & rows["would_take"]
    leaves = approved & ~rows["would_take"]
    score = rows["score"].notna()
    near = score & rows["score"].astype("Float64").between(545, 575).fillna(False)
    explored = near & (rows["path"] == "exploration")
    accepted = near & approved & (rows["path"] != "exploration")
    error = rows["would_default"].mean() / rows["pd_12m"].mean()
    return (
        Claim("calibrated", "Defaults that came for one expected by the true probability", error, 0.97, 1.03, "the chain that draws is the chain that is computed", ".3f"),
        Claim("rejects_are_worse", "Default rate of the declined over that of the approved, had all been booked", rows.loc[~approved, "would_default"].mean() / rows.loc[approved, "would_default"].mean(), 2, 6, "the policy is good, not perfect", ".1f"),
        Claim("adverse_selection", "Default rate of those who take over those who leave", rows.loc[took, "would_default"].mean() / rows.loc[leaves, "would_default"].mean(), 1.02, 1.6, "who has no better offer takes ours", ".2f"),
        Claim("accepts_look_better", "At the same score (545 to 575), default rate of the explored over that of the accepted", rows.loc[explored, "would_default"].mean() / rows.loc[accepted, "would_default"].mean(), 1.02, 4, "underwriters saw what no column holds: rejects are not like accepts", ".2f"),
    )  # fmt: skip


def _difficulty(world: lending.LendingWorld, rows: pd.DataFrame) -> tuple[Claim, ...]:
    """A model on what was known, trained before the macro shift, against the oracle."""
    x, y = as_known(world), rows["would_default"].to_numpy()
    quarter = pd.PeriodIndex(rows["applied_at"].dt.tz_localize(None), freq="Q")
    cut = quarter.unique().sort_values()[len(quarter.unique()) // 2]
    train, test = np.asarray(quarter < cut), np.asarray(quarter >= cut)
    model = HistGradientBoostingClassifier(max_iter=120, max_leaf_nodes=12, l2_regularization=5.0, random_state=0)
    predicted = model.fit(x[train], y[train]).predict_proba(x[test])[:, 1]
    auc, oracle = roc_auc_score(y[test], predicted), roc_auc_score(y[test], rows.loc[test, "pd_12m"])
    single = {name: _single(x[name], y) for name in x.columns}
    name, most = max(single.items(), key=lambda one: one[1])
    drift = rows.loc[test, "would_default"].mean() / predicted.mean()
    return (
        Claim("auc", "AUC of boosting on what was known at scoring, tested on the later half of the applications", auc, 0.70, 0.82, "plausible for application scoring"),
        Claim("oracle", "AUC of the true probability on the same applications", oracle, 0.72, 0.9, "nobody can do better"),
        Claim("gap_to_oracle", "By how much the oracle's AUC is higher", oracle - auc, 0.005, 0.08, "close, with room that no column fills"),
        Claim("shift_shows", "Defaults that came for one predicted, in the later half", drift, 1.1, 2.5, "the macro shift: ranking survives, the level does not", ".2f"),
        Claim("no_giveaway", f"Highest AUC of a single column ({name})", most, 0.55, 0.8, "a column that decides alone would be a leak or a toy"),
    )  # fmt: skip


def _single(values: pd.Series, y: Bools) -> float:
    auc = float(roc_auc_score(y, values.fillna(-1)))
    return max(auc, 1 - auc)
