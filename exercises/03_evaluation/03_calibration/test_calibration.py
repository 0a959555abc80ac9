"""Graded tests of evaluation/calibration: 25 points, on the Taiwan card data and on simulated payments.

A small forest overfits an undersampled fold of real cards, once per seed. Reliability, Brier and the calibrator are
judged on real outcomes. Where a verdict needs a truth (null band, verdicts, portfolios), the outcomes of real
customers are drawn from known PDs. `undo_undersampling` is judged by counting accounts, and on payments whose true
probability of fraud is known. The bounds come from `tests/gates/calibration.py`.
"""

import math
import numbers
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
import pytest
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression

from signoff.testing import diagnose, gate, points
from signoff.worlds.datasets import card_default
from signoff.worlds.payments.thinned import FEATURES, thinned

BINS, DRAWS, FEW_GROUPS = 10, 400, 7
KEPT, TREES = 0.25, 15
ASKED = "not-what-was-asked"
TABLE = ["n", "mean_predicted", "observed_rate"]
REPORT = ["n", "base_rate", "brier", "skill", "ece", "null_95"]

# Measured over 1,000 seeds by tests/gates/calibration.py: right answers (logistic on log-odds, on the score, after the
# prior correction; beta; isotonic; ten groups) on one side, the nearest mistake on the other.
NULL_OFF = 0.10  # right: at most 0.066 off; mean instead of 95th percentile: 0.27; outcomes at the base rate: 0.72
REPORT_NULL_OFF = 0.15  # with 400 draws; right: at most 0.104 off
MEAN_OFF = 0.08  # right: at most 0.018; balanced calibration fold: at least 0.217
SLOPE = 0.77  # right: at least 0.825 (mean 0.997, sd 0.057); prior correction alone: at most 0.719
EXCESS = 0.005  # right: at most 0.0036 (mean -0.0033 to 0, sd 0.0016); two risk bands: at least 0.0113
PAYMENTS_OFF = 0.15  # right: at most 0.107 off (sd 0.030); share applied to the probability: at least 0.196
PAYMENTS_EXCESS = 0.012  # right: at most 0.0074 (mean 0.0016, sd 0.0011); never below 0.001: 0.0152; rounded: 0.079


# --- worlds ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Cards:
    """Real customers: what the calibrator may see, the untouched fold, and a PD without ties for each of the latter."""

    scored: pd.DataFrame
    new_scores: np.ndarray
    defaulted: np.ndarray
    p: np.ndarray


@dataclass(frozen=True, eq=False)
class Book:
    """A set of loans with the PDs shown for them, and whether those are the PDs the outcomes were drawn from."""

    name: str
    p: np.ndarray
    defaulted: np.ndarray
    calibrated: bool

    @property
    def n(self) -> int:
        return len(self.p)


@dataclass(frozen=True, eq=False)
class Payments:
    """Through-the-door payments: what a model says that was fitted on thinned ones, and how likely each is fraud."""

    kept: float
    scores: np.ndarray
    true_p: np.ndarray


@cache
def cards_of(seed: int) -> Cards:
    """Fold 1 trains a forest on all defaulters and a quarter of the payers; folds 2 and 3 keep everyone."""
    rng = np.random.default_rng(seed)
    frame = card_default()
    x = frame.drop(columns=["customer_id", "age", "defaulted"]).select_dtypes("number").to_numpy(np.float32)
    y = frame["defaulted"].to_numpy(bool)
    train, held_out, untouched = np.split(rng.permutation(len(y))[:24_000], [8_000, 14_000])
    train = train[y[train] | (rng.random(len(train)) < KEPT)]
    forest = RandomForestClassifier(TREES, n_jobs=1, random_state=seed % 2**32).fit(x[train], y[train])

    def score(rows):  # a quarter of a vote for each side: no customer is scored exactly 0 or 1
        return (forest.predict_proba(x[rows])[:, 1] * TREES + 0.25) / (TREES + 0.5)

    scored = pd.DataFrame(
        {
            "score": np.concatenate([score(train), score(held_out)]),
            "defaulted": y[np.concatenate([train, held_out])],
            "fold": np.repeat(["train", "calibration"], [len(train), len(held_out)]),
        }
    )
    new_scores = score(untouched)
    apart = rng.normal(0, 0.1, len(untouched))  # a forest's votes tie; a little noise on the log-odds keeps them apart
    p = expit(log_odds(trusted_pd(scored, new_scores)) + apart)
    return Cards(scored.sample(frac=1, random_state=rng), new_scores, y[untouched], p)


@cache
def payments_of(seed: int) -> Payments:
    """A logistic regression has learned from all fraud and a few honest payments: right for its sample, not at the door."""
    world = thinned(seed)
    model = LogisticRegression(C=1e6).fit(world.sample[list(FEATURES)], world.sample["fraud"])
    return Payments(world.kept, model.predict_proba(world.today[list(FEATURES)])[:, 1], world.probability)


def log_odds(p):
    p = np.clip(np.asarray(p, float), 0.001, 0.999)
    return np.log(p / (1 - p))


def expit(log_odds):
    return 1 / (1 + np.exp(-log_odds))


def trusted_pd(scored, new_scores):
    """The reference: a logistic regression of the outcome on the score's log-odds, on the calibration fold only."""
    rows = scored[scored["fold"] == "calibration"]
    model = LogisticRegression(C=1e6).fit(log_odds(rows[["score"]]), rows["defaulted"])
    return model.predict_proba(log_odds(new_scores)[:, None])[:, 1]


def log_loss(p, y):
    p = np.clip(p, 0.001, 0.999)
    return float(-np.log(np.where(y, p, 1 - p)).mean())


def excess_share(p, true_p):
    """Mean log-loss above that of the true probabilities, as a share of what the mean probability for everyone has."""

    def excess(p):
        return float((true_p * np.log(true_p / p) + (1 - true_p) * np.log((1 - true_p) / (1 - p))).mean())

    return excess(np.clip(p, 1e-9, 1 - 1e-9)) / excess(np.full(len(true_p), true_p.mean()))


def slope(p, y):
    """Calibration slope: the factor on the log-odds that the outcomes ask for. Below 1, predictions are too extreme."""
    return float(LogisticRegression(C=1e6).fit(log_odds(p)[:, None], y).coef_[0, 0])


def auc(p, y):
    """How often a defaulter is ranked above a payer."""
    rank = pd.Series(p).rank().to_numpy()
    bad = int(y.sum())
    return float((rank[y].sum() - bad * (bad + 1) / 2) / (bad * (len(y) - bad)))


# --- the truth, slowly and obviously --------------------------------------------------------------------------------


def groups(p, y, sizes):
    """Rows by ascending prediction, cut into groups of the given sizes: (n, mean predicted, observed rate) of each."""
    ranked = sorted(zip(p.tolist(), y.tolist(), strict=True))
    rows, at = [], 0
    for size in sizes:
        group = ranked[at : at + size]
        rows.append((size, sum(p for p, _ in group) / size, sum(y for _, y in group) / size))
        at += size
    return rows


def known_ece(p, y):
    """Mass-weighted mean gap of ten groups of equal size (the tests hand in multiples of ten)."""
    return sum(n * abs(rate - mean) for n, mean, rate in groups(p, y, [len(p) // BINS] * BINS)) / len(p)


def known_null(p, rng, draws=1_000):
    """95th percentile of the ECE that outcomes drawn from `p` itself would show."""
    ranked, size = np.sort(p), len(p) // BINS
    eces = []
    for _ in range(draws):
        gaps = (rng.random(len(p)) < ranked) - ranked
        eces.append(np.abs(gaps.reshape(BINS, size).mean(axis=1)).mean())
    return float(np.quantile(eces, 0.95))


def known_brier(p, y, sizes=None):
    base, rows = y.mean(), groups(p, y, sizes or [len(p) // BINS] * BINS)
    score, uncertainty = ((p - y) ** 2).mean(), base * (1 - base)
    return {
        "brier": score,
        "reliability": sum(n * (mean - rate) ** 2 for n, mean, rate in rows) / len(p),
        "resolution": sum(n * (rate - base) ** 2 for n, _, rate in rows) / len(p),
        "uncertainty": uncertainty,
        "skill": 1 - score / uncertainty,
    }


SOUND, WRONG = (0.6, 0.85), (1.3, math.inf)
"""Where the planted ECE lies, in units of its null band: well inside or well outside, so that no verdict is a toss-up."""


def drawn_book(rng, name, true_p, shown_p, band, at_most):
    """Outcomes from `true_p` beside `shown_p`, redrawn until the ECE lies where it is planted."""
    null = known_null(shown_p, rng)
    for _ in range(5_000):
        y = rng.random(len(true_p)) < true_p
        ece = known_ece(shown_p, y)
        if band[0] * null <= ece <= min(band[1] * null, at_most):
            return Book(name, shown_p, y, calibrated=shown_p is true_p)
    raise RuntimeError(
        f"No draw of {name} has an ECE where it should lie: null band {null:.4f}, at most {at_most:.4f}."
    )


@cache
def verdict_books(seed: int) -> list[Book]:
    """Two sound sets and three wrong ones. The sound small one has a larger ECE than any of the wrong ones."""
    rng, pool = np.random.default_rng([seed, 5]), cards_of(seed).p
    pilot, spring, autumn, back = (rng.choice(pool, n, replace=False) for n in (200, 2_000, 4_000, 6_000))
    low, centre = expit(log_odds(spring) - 0.32), log_odds(autumn.mean())
    extreme = expit(centre + 1.35 * (log_odds(autumn) - centre))
    fraud = rng.choice(payments_of(seed).true_p, 8_000, replace=False)
    first = drawn_book(rng, "the pilot", pilot, pilot, SOUND, 1.0)
    top = 0.9 * known_ece(first.p, first.defaulted)
    return [
        first,
        drawn_book(rng, "the day of payments", fraud, 2 * fraud / (1 + fraud), WRONG, top),
        drawn_book(rng, "the spring intake", spring, low, WRONG, top),
        drawn_book(rng, "the autumn intake", autumn, extreme, WRONG, top),
        drawn_book(rng, "the back book", back, back, SOUND, 1.0),
    ]


@cache
def portfolio_books(seed: int) -> list[Book]:
    """Four portfolios: two of low risk (small Brier, little skill), and the best ranking among the uncalibrated."""
    rng, pool = np.random.default_rng([seed, 7]), np.sort(cards_of(seed).p)
    safe, risky = pool[:3_200], pool[-800:]
    names = rng.permutation(["north", "south", "east", "west"]).tolist()
    small, prime = rng.choice(safe, 300, replace=False), rng.choice(safe, 2_500, replace=False)
    mixed = rng.choice(pool, 2_000, replace=False)
    split = np.concatenate([rng.choice(safe, 700, replace=False), rng.choice(risky, 500, replace=False)])
    for _ in range(100):
        first = drawn_book(rng, names[0], small, small, SOUND, 1.0)
        books = [
            first,
            drawn_book(
                rng, names[1], prime, expit(log_odds(prime) + 0.38), WRONG, 0.9 * known_ece(first.p, first.defaulted)
            ),
            drawn_book(rng, names[2], mixed, mixed, SOUND, 1.0),
            drawn_book(rng, names[3], split, expit(log_odds(split) - 0.6), WRONG, 1.0),
        ]
        ranks = [auc(book.p, book.defaulted) for book in books]
        if max(ranks[:2]) < 0.67 and 0.71 < ranks[2] < ranks[3]:
            return books
    raise RuntimeError("No draw of the portfolios ranks as planted.")


@cache
def loans_of(seed: int) -> pd.DataFrame:
    """The portfolios' loans, shuffled, with the resampled rows that each model was fitted on among them."""
    rng, frames = np.random.default_rng([seed, 8]), []
    for book in portfolio_books(seed):
        fitted = rng.random(book.n // 2) < 0.5
        learned = np.clip(0.15 + 0.7 * fitted + rng.normal(0, 0.05, len(fitted)), 0.01, 0.99)
        for sample, p, y in (("through_the_door", book.p, book.defaulted), ("training", learned, fitted)):
            frames.append(pd.DataFrame({"portfolio": book.name, "sample": sample, "p": p, "defaulted": y}))
    return pd.concat(frames).sample(frac=1, random_state=rng)


@pytest.fixture
def cards(seed):
    return cards_of(seed)


# --- reading an answer ----------------------------------------------------------------------------------------------


def table(found, columns, what):
    """The columns of a promised frame, as float; a sentence for anything else."""
    diagnose(
        ASKED, isinstance(found, pd.DataFrame), f"{what} came back as {type(found).__name__}, expected a DataFrame."
    )
    labels = [label for label in found.columns if isinstance(label, str)]
    wrong = [c for c in columns if labels.count(c) != 1]
    diagnose(
        ASKED, not wrong, f"{what}: expected the columns {', '.join(columns)}, each once; look at {', '.join(wrong)}."
    )
    wrong = [c for c in columns if getattr(found[c].dtype, "kind", "") not in tuple("iuf") or found[c].isna().any()]
    diagnose(ASKED, not wrong, f"{what}: {', '.join(wrong)} must hold numbers, none missing.")
    diagnose(ASKED, len(found) > 0, f"{what} has no rows.")
    return found[columns].astype(float).reset_index(drop=True)


def vector(found, size, what):
    """A one-dimensional float array of the promised length."""
    diagnose(
        ASKED,
        isinstance(found, np.ndarray | pd.Series | list),
        f"{what} came back as {type(found).__name__}, expected an array.",
    )
    try:
        values = np.asarray(found)
    except (TypeError, ValueError):
        values = np.empty(0, dtype=object)
    diagnose(
        ASKED,
        values.dtype.kind in "iuf" and values.shape == (size,),
        f"{what}: expected a one-dimensional array of {size:,} numbers, in the order handed in.",
    )
    values = values.astype(float)
    diagnose(
        ASKED, np.isfinite(values).all(), f"{what}: {int((~np.isfinite(values)).sum()):,} values are no finite number."
    )
    return values


def figures(found, keys, what):
    """The promised keys of a dict, as floats."""
    diagnose(ASKED, isinstance(found, dict), f"{what} came back as {type(found).__name__}, expected a dict.")
    missing = [key for key in keys if key not in found]
    diagnose(ASKED, not missing, f"{what} lacks {', '.join(missing)}.")
    wrong = [key for key in keys if not is_number(found[key])]
    diagnose(ASKED, not wrong, f"{what}: {', '.join(wrong)} must be a finite number.")
    return {key: float(found[key]) for key in keys}


def is_number(value):
    if not isinstance(value, numbers.Real) or is_flag(value):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def is_flag(value):
    return isinstance(value, bool | np.bool)


def near(found, truth, within=1e-6):
    return bool(np.allclose(found, truth, rtol=0, atol=within))


def handed(seed):
    """The seed that a submission sees: the grade's own stays on this side."""
    return int(np.random.default_rng([seed, 1]).integers(2**31))


def error_of(submission, p, y, seed, draws=DRAWS):
    """One call of `calibration_error`, checked for its parts."""
    what = f"calibration_error of {len(p):,} loans"
    return figures(
        submission.calibration_error(p, y, bins=BINS, draws=draws, seed=handed(seed)), ["n", "ece", "null_95"], what
    )


def judge_brier(found, p, y, where):
    """Brier score and skill, here and in the report: the same number has the same name wherever it is wrong."""
    truth, base = known_brier(p, y), y.mean()
    diagnose(
        "not-the-brier-score",
        near(found["brier"], truth["brier"]),
        f"{where}: the Brier score came out as {found['brier']:.6f}. The mean squared distance between each single PD "
        f"and its outcome is {truth['brier']:.6f}. Grouping is for the parts; a score that ignores the spread within "
        "a group cannot tell two models apart that differ only there.",
    )
    diagnose(
        "skill-not-against-the-base-rate",
        near(found["skill"], truth["skill"]),
        f"{where}: skill is {found['skill']:.4f}. Giving every loan this book's own default rate ({base:.1%}) has a "
        f"Brier score of {truth['uncertainty']:.4f}, and the model has {truth['brier']:.4f}, so the skill is "
        f"{truth['skill']:.4f}. Measured against anything else, a safe book makes a useless model look good.",
    )


def judge_parts(found, truth, where):
    """The three parts of the Brier score."""
    for part in ("reliability", "resolution", "uncertainty"):
        diagnose(
            "wrong-decomposition",
            near(found[part], truth[part]),
            f"{where}: {part} is {found[part]:.6f}, expected {truth[part]:.6f}. Reliability is what the gap between PD "
            "and default rate costs (less is better), resolution what telling groups apart earns, uncertainty what the "
            "book itself brings; a group counts by the loans in it.",
        )


def few_loans(submission, cards):
    """23 real loans, 8 of them defaulted, and the sizes of the 7 groups the learner cuts them into (already judged)."""
    rows = np.concatenate([np.flatnonzero(cards.defaulted)[:8], np.flatnonzero(~cards.defaulted)[:15]])
    p, y = cards.p[rows], cards.defaulted[rows]
    sizes = table(submission.reliability(p, y, bins=FEW_GROUPS), ["n"], "reliability")["n"].astype(int).tolist()
    diagnose(
        "groups-of-unequal-size",
        len(sizes) == FEW_GROUPS and sum(sizes) == len(p) and max(sizes) - min(sizes) <= 1,
        f"{len(p)} loans in {FEW_GROUPS} groups came back as groups of {sizes}.",
    )
    return p, y, sizes


@dataclass(frozen=True)
class Cause:
    """A measure that alone explains a set of verdicts: those called calibrated all lie on its good side."""

    diagnosis: str
    measure: Callable[[Book], float]
    more_is_better: bool
    says: Callable[[float, float], str]

    def explains(self, books, said) -> str:
        """The limit that the verdicts follow, as a sentence; nothing where they follow none."""
        yes = [self.measure(book) for book, verdict in zip(books, said, strict=True) if verdict]
        no = [self.measure(book) for book, verdict in zip(books, said, strict=True) if not verdict]
        if not yes or not no:
            return ""
        worst, best = (min(yes), max(no)) if self.more_is_better else (max(yes), min(no))
        follows = worst > best if self.more_is_better else worst < best
        return self.says(worst, best) if follows else ""


FIXED_LIMIT = Cause(
    "ece-without-n",
    lambda book: known_ece(book.p, book.defaulted),
    False,
    lambda worst, best: (
        f"Your verdicts follow the ECE alone: up to {worst:.3f} is called calibrated, from {best:.3f} on it is not. One "
        "limit for every n sends a sound pilot back and lets a large book be provisioned wrongly."
    ),
)
RANKING = Cause(
    "reports-auc-as-calibration",
    lambda book: auc(book.p, book.defaulted),
    True,
    lambda worst, best: (
        f"Your verdicts follow the AUC alone: {worst:.2f} and more is called calibrated, {best:.2f} and less is not. "
        "Ranking survives any stretch of the PDs, price and provision do not."
    ),
)


def judge_verdicts(said, books, seed, causes):
    """Compare verdicts (true: calibrated) with the truth; name the cause when one measure alone explains them all."""
    wrong = [book for book, verdict in zip(books, said, strict=True) if bool(verdict) != book.calibrated]
    if not wrong:
        return
    book = wrong[-1]
    error, null = known_ece(book.p, book.defaulted), known_null(book.p, np.random.default_rng([seed, 6]))
    facts = (
        f"{book.name} (n = {book.n:,}) is called {'miscalibrated' if book.calibrated else 'calibrated'}. Its ECE of "
        f"{error:.4f} lies {'within' if book.calibrated else 'above'} the {null:.4f} that sound PDs reach at this n."
    )
    for cause in causes:
        limit = cause.explains(books, said)
        diagnose(cause.diagnosis, not limit, f"{facts} {limit}")
    diagnose(
        "verdict-against-its-band",
        False,
        f"{facts} A verdict that contradicts the numbers beside it does not survive review.",
    )


# --- tests ----------------------------------------------------------------------------------------------------------


@points(1)
def test_groups_hold_equal_numbers(submission, cards):
    """The reliability table cuts the loans into groups of equal number, lowest PD first."""
    p, y = cards.p[:2_003], cards.defaulted[:2_003]
    for bins in (10, 6):
        found = submission.reliability(p, y, bins=bins)
        diagnose(
            ASKED,
            isinstance(found, pd.DataFrame),
            f"reliability came back as {type(found).__name__}, expected a DataFrame. Two bare arrays lose how many "
            "loans stand behind each point, and a reviewer asks that first.",
        )
        sizes = table(found, ["n"], "reliability")["n"]
        diagnose(
            "groups-of-unequal-size",
            sizes.max() - sizes.min() <= 1,
            f"The groups hold between {sizes.min():,.0f} and {sizes.max():,.0f} of the {len(p):,} loans. Sizes may "
            "differ by one: few cards have a high PD, so a group cut by PD range rests on a handful of loans where "
            "pricing hurts most.",
        )
        diagnose(
            ASKED,
            len(sizes) == bins and sizes.sum() == len(p),
            f"{len(p):,} loans in {bins} groups came back as {len(sizes)} rows holding {sizes.sum():,.0f} loans.",
        )
        means = table(found, TABLE, "reliability")["mean_predicted"]
        diagnose(
            ASKED, (np.diff(means) > 0).all(), "The groups are not in order of their mean prediction, lowest first."
        )


@points(2, needs="test_groups_hold_equal_numbers")
def test_reliability_of_each_group(submission, cards):
    """Each group shows the mean of its predictions and the share that defaulted."""
    p, y = cards.p[:3_007], cards.defaulted[:3_007]
    for bins in (10, 8):
        found = table(submission.reliability(p, y, bins=bins), TABLE, "reliability")
        sizes = found["n"].astype(int).tolist()
        diagnose(
            ASKED,
            len(sizes) == bins and sum(sizes) == len(p) and min(sizes) > 0,
            "The groups do not hold every loan once.",
        )
        truth = groups(p, y, sizes)
        for at, (n, mean, rate) in enumerate(truth):
            mine = found.loc[at, "mean_predicted"]
            diagnose(
                "not-the-mean-prediction",
                near(mine, mean),
                f"Group {at + 1} of {bins}: mean_predicted is {mine:.4f}, the mean PD of its {n} loans is {mean:.4f}. "
                "Where the PDs bunch, any other centre shows a gap that the model does not have.",
            )
            as_they_came = groups(np.arange(len(p)), y, sizes)[at][2]
            mine = found.loc[at, "observed_rate"]
            right = near(mine, rate)
            diagnose(
                "outcomes-left-behind",
                right or not near(mine, as_they_came),
                f"Group {at + 1} of {bins}: observed_rate is {mine:.3f}, the default rate of the rows that stood at "
                f"these positions before the sort. Of the {n} loans in this group {rate * n:.0f} defaulted "
                f"({rate:.3f}). When the outcomes do not move with the predictions, every model looks useless.",
            )
            diagnose(
                ASKED,
                right,
                f"Group {at + 1} of {bins}: observed_rate is {mine:.4f}; {rate * n:.0f} of {n} defaulted, {rate:.4f}.",
            )


@points(2, needs="test_reliability_of_each_group")
def test_expected_calibration_error(submission, cards, seed):
    """The calibration error is the mean gap, weighted by n; too high here does not pay for too low there."""
    for n, factor in ((800, 1.8), (3_000, 0.5)):
        y = cards.defaulted[-n:]
        p = expit(log_odds(y.mean()) + factor * (log_odds(cards.p[-n:]) - log_odds(cards.p[-n:]).mean()))
        found = error_of(submission, p, y, seed)
        diagnose(ASKED, found["n"] == n, f"n is {found['n']:g}, but {n:,} loans were judged.")
        truth, rows = known_ece(p, y), groups(p, y, [n // BINS] * BINS)
        signed = sum(rate - mean for _, mean, rate in rows) / BINS
        low, high = rows[0], rows[-1]
        right = near(found["ece"], truth)
        diagnose(
            "errors-cancel",
            right or not near(abs(found["ece"]), abs(signed)),
            f"ECE is {found['ece']:.4f}: the gaps were added with their signs. Group 1 predicts {low[1]:.3f} and "
            f"shows {low[2]:.3f}, group 10 predicts {high[1]:.3f} and shows {high[2]:.3f}. Each prices loans wrongly: "
            f"the mean of the gaps' sizes is {truth:.4f}.",
        )
        diagnose(
            "ece-not-over-the-groups",
            right,
            f"ECE of {n:,} loans is {found['ece']:.4f}; the gaps |observed - predicted| of the ten groups, weighted "
            f"by the loans in them, average {truth:.4f}. A single loan defaults or does not, so only a group can be "
            "compared with a PD.",
        )
    p, y, sizes = few_loans(submission, cards)
    rows = groups(p, y, sizes)
    found = submission.calibration_error(p, y, bins=FEW_GROUPS, draws=20, seed=handed(seed))
    ece = figures(found, ["ece"], "calibration_error of a few loans")["ece"]
    weighted = sum(n * abs(rate - mean) for n, mean, rate in rows) / len(p)
    plain = sum(abs(rate - mean) for _, mean, rate in rows) / len(rows)
    facts = f"{len(p)} loans in {len(rows)} groups of {min(sizes)} and {max(sizes)}: ECE is {ece:.4f}"
    diagnose(
        "groups-not-weighted",
        near(ece, weighted) or not near(ece, plain),
        f"{facts}, every group counted alike. Weighted by the loans in them the gaps average {weighted:.4f}. A loan in "
        "a small group must not count for more than a loan in a large one.",
    )
    diagnose("ece-not-over-the-groups", near(ece, weighted), f"{facts}; expected {weighted:.4f} over those groups.")


@points(3, needs="test_expected_calibration_error")
def test_null_band_at_this_n(submission, cards, seed):
    """The null band is what sound PDs would show: outcomes drawn from the PDs, at this n, repeatably."""
    rng = np.random.default_rng([seed, 4])
    for n in (300, 3_000):
        rows = rng.choice(len(cards.p), n, replace=False)
        p, y = cards.p[rows], cards.defaulted[rows]
        found = error_of(submission, p, y, seed, 800)["null_95"]
        again = error_of(submission.fresh(), p, y, seed, 800)["null_95"]
        diagnose(
            "not-repeatable",
            near(found, again, 1e-9),
            f"null_95 of the same {n:,} loans with the same seed was {found:.5f}, then {again:.5f}. A validation "
            "report that cannot be reproduced is no evidence.",
        )
        shuffled = error_of(submission.fresh(), p, rng.permutation(y), seed, 800)["null_95"]
        diagnose(
            "null-band-from-the-outcomes",
            near(shuffled, found, 0.05 * abs(found)),
            f"null_95 went from {found:.4f} to {shuffled:.4f} when only the outcomes of the {n:,} loans changed. The "
            "band says what sound PDs would show, so it follows from the PDs alone. A band that moves with the error "
            "it should judge forgives every error.",
        )
        truth = known_null(p, rng, 2_000)
        wide = found > truth
        meaning = (
            f"when each loan defaults with its own PD, 95 % of the ECEs lie below {truth:.4f}. Such a band lets wrong PDs "
            "pass into provisions."
            if wide
            else f"when each loan defaults with its own PD, 5 % of the ECEs lie above {truth:.4f}. Below that level you "
            "would send sound models back."
        )
        gate(
            f"null_95 away from the trusted one at n = {n:,} (share)",
            abs(found / truth - 1),
            at_most=NULL_OFF,
            diagnosis="null-band-too-wide" if wide else "null-band-too-narrow",
            message=f"null_95 at n = {n:,} is {found:.4f}; {meaning}",
        )


@points(2, needs="test_null_band_at_this_n")
def test_verdict_at_several_sizes(submission, seed):
    """An error is judged by its band: 200 loans may show what 6,000 loans, or 8,000 payments with rare fraud, may not."""
    books, said = verdict_books(seed), []
    for book in books:
        found = submission.calibration_error(book.p, book.defaulted, bins=BINS, draws=DRAWS, seed=handed(seed))
        figures(found, ["n", "ece", "null_95"], f"calibration_error of {book.name}")
        flag = found.get("miscalibrated")
        diagnose(ASKED, is_flag(flag), f"{book.name}: miscalibrated is {type(flag).__name__}, expected true or false.")
        said.append(not flag)
    judge_verdicts(said, books, seed, [FIXED_LIMIT])


@points(2, needs="test_reliability_of_each_group")
def test_brier_score_and_its_parts(submission, cards):
    """Brier score, its parts, and skill against the book's own base rate."""
    safest = np.argsort(cards.new_scores, kind="stable")[:3_000]
    for where, rows in (("All customers", np.arange(5_000)), ("The safest customers", safest)):
        p, y = cards.p[rows], cards.defaulted[rows]
        truth = known_brier(p, y)
        found = figures(submission.brier(p, y, bins=BINS), list(truth), "brier")
        judge_brier(found, p, y, where)
        judge_parts(found, truth, where)
    p, y, sizes = few_loans(submission, cards)
    truth = known_brier(p, y, sizes)
    where = f"{len(p)} loans in {len(sizes)} groups of {min(sizes)} and {max(sizes)}"
    judge_parts(figures(submission.brier(p, y, bins=FEW_GROUPS), list(truth), "brier"), truth, where)


@points(1)
def test_undersampling_is_undone(submission, seed):
    """Through the door again: PDs of a model that saw all defaulters and only a share of the payers."""
    rng = np.random.default_rng([seed, 3])
    for kept in (float(rng.choice([0.02, 0.05, 0.1])), float(rng.choice([0.2, 0.25, 0.5])), 1.0):
        payers = rng.integers(2, 20, 8) * 1_000
        defaulters = (payers * rng.permutation([0.003, 0.01, 0.03, 0.08, 0.2, 0.5, 1.5, 4.0])).round()
        sampled, truth = defaulters / (defaulters + payers * kept), defaulters / (defaulters + payers)
        found = corrected(submission, sampled, kept)
        at = int(np.abs(found - truth).argmax())
        name, why = what_went_wrong(found, sampled, kept)
        diagnose(
            name,
            near(found, truth),
            f"A grade with {defaulters[at]:,.0f} defaulters and {payers[at]:,.0f} payers, of which a share of "
            f"{kept:g} was kept: the model sees {sampled[at]:.4f}, the door sees {truth[at]:.4f}, you return "
            f"{found[at]:.4f}. {why}",
        )


@points(1)
def test_payments_have_their_true_probabilities(submission, seed):
    """Where fraud is rare and few honest payments were kept, the corrected scores are close to the true probabilities."""
    day = payments_of(seed)
    found = corrected(submission, day.scores, day.kept)
    name, why = what_went_wrong(found, day.scores, day.kept)
    mean, true_mean, at = found.mean(), day.true_p.mean(), int(day.scores.argmax())
    facts = (
        f"Of {len(found):,} payments {true_mean:.2%} are fraud; a share of {day.kept:g} of the honest ones was kept for "
        f"training. The scores average {day.scores.mean():.2%}, your probabilities {mean:.2%}. The riskiest payment is "
        f"scored {day.scores[at]:.3f} and truly {day.true_p[at]:.3f}; you return {found[at]:.3f}."
    )
    gate(
        "mean probability of fraud away from the true mean (share)",
        abs(mean / true_mean - 1),
        at_most=PAYMENTS_OFF,
        diagnosis=name,
        message=f"{facts} {why}",
    )
    lost = excess_share(found, day.true_p)
    gate(
        "excess log-loss on payments (share of that of one mean for all)",
        lost,
        at_most=PAYMENTS_EXCESS,
        diagnosis=name,
        message=f"{facts} Against the true probabilities you lose {lost:.1%} of what one mean for every payment loses. "
        f"{why}",
    )


def corrected(submission, p, kept):
    """One call of `undo_undersampling`: as many probabilities, each of which depends on its own score alone."""
    found = vector(submission.undo_undersampling(p, kept), len(p), "undo_undersampling")
    diagnose(
        "not-a-probability",
        ((found >= 0) & (found <= 1)).all(),
        f"undo_undersampling with kept = {kept:g} gave values from {found.min():.3f} to {found.max():.3f}. A "
        "probability lies between 0 and 1.",
    )
    few = len(p) // 2
    alone = vector(submission.fresh().undo_undersampling(p[:few], kept), few, "undo_undersampling")
    at = int(np.abs(alone - found[:few]).argmax())
    diagnose(
        "depends-on-the-batch",
        near(alone, found[:few]),
        f"The score {p[at]:.4f} was corrected to {found[at]:.4f} among {len(p):,} and to {alone[at]:.4f} among {few:,}. "
        "What was left out of training is said by `kept`; who else is scored today says nothing about it.",
    )
    return found


def what_went_wrong(found, sampled, kept):
    """The diagnosis of a wrong correction, and what it means, by the answer that each known slip would have given."""
    truth = sampled / (sampled + (1 - sampled) / kept)  # who was kept stands for himself, or for 1 / kept honest ones
    if near(found, sampled / (sampled + kept * (1 - sampled))):
        return "correction-inverted", (
            "Leaving honest people out made everybody look riskier; undoing it must lower the probability. This way "
            "round the sampling is applied once more, and good customers are priced out."
        )
    if near(found, sampled * kept):
        return "correction-on-the-probability", (
            "The share was applied to the probability itself. Sampling thins out the honest and leaves the others alone, "
            "and the more risky ones a grade has, the less that matters."
        )
    if near(found, sampled / (sampled + (1 - sampled) / kept**2)):
        return "correction-applied-twice", (
            "This is the correction of the correction. The honest were thinned out once; now risk is priced far too "
            "low, and alarms stay silent."
        )
    if near(found, truth, 0.001):
        return "rare-risks-rounded-away", (
            "All are off by at most 0.001, as after rounding, or with a least value. Where one payment in 200 is fraud "
            "four in ten probabilities are smaller than that, and what tells them apart is lost. Round on the screen only."
        )
    return "odds-not-restored", "Count who stands behind a score, before and after sampling."


@points(3)
def test_calibrated_on_rows_the_model_never_saw(submission, cards, seed):
    """Calibrated PDs are probabilities at the through-the-door rate, learned from the calibration fold alone."""
    scored, new_scores, y = cards.scored, cards.new_scores, cards.defaulted
    train = (scored["fold"] == "train").to_numpy()
    few_rows = scored[train | (np.random.default_rng([seed, 10]).random(len(scored)) < 0.3)]
    earlier = vector(submission.calibrate(few_rows, new_scores[:50]), 50, "calibrate")
    found = vector(submission.calibrate(scored, new_scores), len(new_scores), "calibrate")
    diagnose(
        "not-a-probability",
        ((found >= 0) & (found <= 1)).all(),
        f"The calibrated PDs run from {found.min():.3f} to {found.max():.3f}. A PD outside 0 to 1 prices a loan at a "
        "loss that cannot happen.",
    )
    diagnose(
        "base-rate-for-everyone",
        found.std() > 0.01,
        f"All PDs lie at {found.mean():.3f}, give or take {found.std():.4f}. The average is no calibrator: with one "
        "PD for all, the good customers pay for the bad ones and leave.",
    )
    ranking = auc(found, y)
    diagnose(
        "class-reversed",
        ranking > 0.5,
        f"On the untouched fold a defaulter ranks above a payer in only {ranking:.0%} of pairs (the scores: "
        f"{auc(new_scores, y):.0%}). These are probabilities of paying, so the cut-off would turn the wrong half away.",
    )
    other = scored["defaulted"].to_numpy(copy=True)
    other[train] = np.random.default_rng([seed, 2]).permutation(other[train])
    again = vector(submission.fresh().calibrate(scored, new_scores), len(found), "calibrate")
    same = near(again, found)
    diagnose(
        "keeps-the-first-calibrator",
        same or not near(earlier, found[:50]),
        f"After a call with {int((few_rows['fold'] == 'calibration').sum()):,} calibration rows, one with "
        f"{int((~train).sum()):,} gave the very same PDs; in a fresh start they differ by up to "
        f"{np.abs(again - found).max():.4f}. A calibrator that survives its fold prices this year's customers by last "
        "year's outcomes.",
    )
    diagnose(
        "not-repeatable",
        same,
        f"The same rows gave PDs that differ by up to {np.abs(again - found).max():.4f}. A customer's price cannot "
        "depend on when it was computed.",
    )
    alone = vector(submission.fresh().calibrate(scored, new_scores[:50]), 50, "calibrate")
    at = int(np.abs(alone - found[:50]).argmax())
    diagnose(
        "depends-on-the-batch",
        near(alone, found[:50]),
        f"New customer {at} has a PD of {found[at]:.4f} among {len(found):,} others and of {alone[at]:.4f} among 50. A "
        "PD belongs to the customer: at the counter people are scored one at a time.",
    )
    seen = scored.loc[scored["fold"] == "calibration", "score"]
    beyond = np.array([seen.min() / 2, (1 + seen.max()) / 2])
    outside = np.asarray(submission.fresh().calibrate(scored, beyond), dtype=float)
    diagnose(
        "silent-beyond-the-range",
        outside.shape == (2,) and ((outside >= 0) & (outside <= 1)).all(),
        f"Scores of {beyond[0]:.4f} and {beyond[1]:.4f}, just beyond all that the calibration fold holds, came back as "
        f"{outside.tolist()}. The riskiest applicant of the year is the one without a PD, and most systems read no PD "
        "as no risk.",
    )
    without = vector(submission.fresh().calibrate(scored.assign(defaulted=other), new_scores), len(found), "calibrate")
    moved = without - found
    diagnose(
        "calibrates-on-the-training-fold",
        np.abs(moved).max() <= 1e-6,
        f"Only the outcomes of training rows were shuffled, and your PDs moved by up to {np.abs(moved).max():.3f}. "
        "The forest learned those rows by heart: there its scores separate almost perfectly, which no new customer "
        "will repeat.",
    )
    gate(
        "mean PD above the default rate, untouched fold",
        float(found.mean() - y.mean()),
        at_most=MEAN_OFF,
        diagnosis="keeps-the-undersampled-base-rate",
        message=f"Your mean PD is {found.mean():.1%}; of the untouched through-the-door customers {y.mean():.1%} "
        "defaulted. That is the rate of a book with payers left out. At 60 % loss given default it adds NT$ "
        f"{(found.mean() - y.mean()) * 600:.0f} million of provisions per NT$ 1 billion.",
    )


@points(1, needs="test_calibrated_on_rows_the_model_never_saw")
def test_calibrated_pds_are_not_too_extreme(submission, cards):
    """On an untouched fold neither the best nor the worst customers are judged too far from the middle."""
    y = cards.defaulted
    found = vector(submission.calibrate(cards.scored, cards.new_scores), len(y), "calibrate")
    top = np.argsort(found, kind="stable")[-len(y) // BINS :]
    gate(
        "calibration slope, untouched fold",
        slope(found, y),
        at_least=SLOPE,
        diagnosis="still-overconfident",
        message=f"The tenth with the highest PDs is given {found[top].mean():.1%} and shows {y[top].mean():.1%}; the "
        f"whole fold is given {found.mean():.1%} and shows {y.mean():.1%}. The PDs are too extreme at both ends: "
        "bringing back the base rate does not undo overfitting.",
    )


@points(2, needs="test_calibrated_pds_are_not_too_extreme")
def test_calibrated_as_well_as_the_reference(submission, cards):
    """On an untouched fold the calibrated PDs lose hardly more than the reference's."""
    new_scores, y = cards.new_scores, cards.defaulted
    found = vector(submission.calibrate(cards.scored, new_scores), len(new_scores), "calibrate")
    mine, reference = log_loss(found, y), log_loss(trusted_pd(cards.scored, new_scores), y)
    gate(
        "log-loss above the reference, untouched fold",
        mine - reference,
        at_most=EXCESS,
        diagnosis="excess-log-loss",
        message=f"Log-loss on {len(y):,} untouched customers is {mine:.4f}, the reference's is {reference:.4f} (your "
        f"mean PD: {found.mean():.1%}, defaulted: {y.mean():.1%}). What the score knows is lost, or bent, on the way "
        "to the PD, and prices built on it inherit that.",
    )


@points(1, needs="test_verdict_at_several_sizes")
def test_report_counts_through_the_door(submission, seed):
    """The report has one row per portfolio and counts only loans as they came through the door."""
    found, books = report_of(submission, seed), portfolio_books(seed)
    for book in books:
        row, rate = found.loc[book.name], book.defaulted.mean()
        diagnose(
            "evaluates-on-resampled-data",
            row["n"] == book.n,
            f"{book.name}: judged on {row['n']:,.0f} loans, expected the {book.n:,} that came through the door. The "
            "training rows were resampled to half defaulters, and the model knows them: your base rate is "
            f"{row['base_rate']:.1%}, the book's {rate:.1%}.",
        )
        diagnose(
            ASKED,
            near(row["base_rate"], rate),
            f"{book.name}: base_rate is {row['base_rate']:.4f}, but {rate:.4f} of its loans defaulted.",
        )


@points(2, needs="test_report_counts_through_the_door")
def test_report_ranks_by_skill(submission, seed):
    """Portfolios of different risk are compared by skill, best first."""
    found, books = report_of(submission, seed), portfolio_books(seed)
    for book in books:
        judge_brier(found.loc[book.name], book.p, book.defaulted, book.name)
    best_first = sorted(books, key=lambda book: known_brier(book.p, book.defaulted)["skill"], reverse=True)
    by_brier = sorted(books, key=lambda book: known_brier(book.p, book.defaulted)["brier"])
    order, right, wrong = list(found.index), [book.name for book in best_first], [book.name for book in by_brier]
    top, second = found.loc[wrong[0]], found.loc[right[0]]
    diagnose(
        "brier-compared-across-base-rates",
        order != wrong,
        f"{wrong[0]} stands first with a Brier score of {top['brier']:.4f}. At {top['base_rate']:.0%} defaults, one "
        f"PD for everybody scores nearly as well (skill {top['skill']:.2f}). {right[0]} has {second['brier']:.4f} at "
        f"{second['base_rate']:.0%} and skill {second['skill']:.2f}.",
    )
    diagnose(
        ASKED,
        order == right,
        f"The portfolios stand in the order {', '.join(order)}; by skill, best first, it is {', '.join(right)}.",
    )


@points(2, needs="test_report_ranks_by_skill")
def test_report_says_which_can_be_priced(submission, seed):
    """A portfolio is called calibrated by its error and its band, not by how well it ranks."""
    found, books = report_of(submission, seed), portfolio_books(seed)
    rng = np.random.default_rng([seed, 9])
    for book in books:
        row, error, null = found.loc[book.name], known_ece(book.p, book.defaulted), known_null(book.p, rng)
        diagnose(
            ASKED,
            near(row["ece"], error),
            f"{book.name}: ece is {row['ece']:.4f}; over its {book.n:,} loans it is {error:.4f}.",
        )
        diagnose(
            ASKED,
            abs(row["null_95"] / null - 1) <= REPORT_NULL_OFF,
            f"{book.name}: null_95 is {row['null_95']:.4f}; at n = {book.n:,} sound PDs reach {null:.4f}.",
        )
    said = [found.loc[book.name, "calibrated"] for book in books]
    judge_verdicts(said, books, seed, [RANKING, FIXED_LIMIT])


def report_of(submission, seed):
    """The learner's report by portfolio, in its order, once it is a report: every portfolio once, numbers, a flag."""
    found, books = (
        submission.portfolio_report(loans_of(seed), bins=BINS, draws=DRAWS, seed=handed(seed)),
        portfolio_books(seed),
    )
    values = table(found, REPORT, "portfolio_report")
    labels = [label for label in found.columns if isinstance(label, str)]
    wrong = [c for c in ("portfolio", "calibrated") if labels.count(c) != 1]
    diagnose(ASKED, not wrong, f"portfolio_report: expected the column {', '.join(wrong)}, once.")
    names = [name if isinstance(name, str) else "" for name in found["portfolio"]]
    diagnose(
        ASKED,
        sorted(names) == sorted(book.name for book in books),
        f"portfolio_report has {len(names)} rows; expected one for each of the portfolios "
        f"{', '.join(sorted(book.name for book in books))}.",
    )
    flags = list(found["calibrated"])
    diagnose(
        ASKED, all(is_flag(flag) for flag in flags), "portfolio_report: calibrated must be true or false in every row."
    )
    return values.assign(calibrated=flags).set_axis(names)
