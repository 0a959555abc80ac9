"""Desks that decide by a score: what each action costs them, past applications, and a month whose true risks are known."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from signoff.worlds.draw import Floats, stream

KINDS = ("dear_review", "plenty", "scarce", "unloved_document", "no_reviewers")
"""A review costs more than it saves; or reviewers are enough; or too few; or asking for a document drives customers away;
or all reviewers are away, at a private bank whose customers are worth nearly what a mule costs."""

_REVIEWED = {
    "scarce": (0.02, 0.05),
    "plenty": (0.6, 0.9),
    "no_reviewers": (0.0, 0.0),
    "unloved_document": (0.03, 0.06),
    "dear_review": (0.1, 0.2),
}
_USUAL = {
    "mule_eur": (2_000.0, 3_200.0),
    "turned_away_eur": (120.0, 200.0),
    "document_eur": (1.5, 3.0),
    "document_stops": (0.45, 0.6),
    "document_loses": (0.02, 0.05),
    "review_eur": (12.0, 18.0),
    "review_stops": (0.75, 0.85),
    "review_loses": (0.04, 0.08),
}
_UNUSUAL = {
    "unloved_document": {"document_eur": (35.0, 45.0), "document_stops": (0.2, 0.35), "document_loses": (0.4, 0.6)},
    "dear_review": {"review_eur": (150.0, 200.0)},
    "no_reviewers": {"turned_away_eur": (2_000.0, 2_800.0), "document_loses": (0.1, 0.16)},
}


@dataclass(frozen=True)
class Desk:
    """An onboarding desk with a model's scores.

    Attributes:
        scored: past applications, shuffled, on an index that repeats: `score` (float64, strictly between 0 and 1, none
            twice), `mule` (bool) and `fold` (str): "train", the rows that the model learned by heart; "validation",
            a month as it came through the door; "test", a later month under attack.
        economics: what actions cost (EUR) and do (shares), by name, as in the brief of evaluation/cost_threshold.
        review_share: of the applicants, at most so many can be reviewed; of "validation" that is a number with a fraction
            of 0.7, so that whoever rounds up reviews one too many.
        kept: the share of the honest applicants that was left in the training sample; no mule was left out.
        tomorrow: applicants from the same door as "validation": `score`, and `probability` that this one is a mule.
    """

    scored: pd.DataFrame
    economics: dict[str, float]
    review_share: float
    kept: float
    tomorrow: pd.DataFrame


def desk(seed: int, kind: str) -> Desk:
    """The desk of one of `KINDS`; the same seed and kind give the same desk."""
    return _desk(stream(seed, "onboarding", "desk", kind), kind)


def practice_desk(kind: str = "scarce", seed: int = 0) -> Desk:
    """A desk to practise on, with what a grade keeps back: the true probabilities of `tomorrow`. No grade uses it."""
    return _desk(stream(seed, "onboarding", "practice desk", kind), kind)


def _desk(rng: np.random.Generator, kind: str) -> Desk:
    economics = {name: float(rng.uniform(*ends)) for name, ends in (_USUAL | _UNUSUAL.get(kind, {})).items()}
    kept, share = float(rng.uniform(0.02, 0.12)), float(rng.uniform(*_REVIEWED[kind]))
    middle, spread = rng.uniform(-5.2, -4.8), rng.uniform(2.0, 2.4)

    def through_the_door(rows: int, shift: float = 0.0) -> Floats:
        """True log-odds of applicants."""
        found: Floats = middle + shift + spread * rng.standard_normal(rows)
        return found

    def score(log_odds: Floats) -> Floats:
        """What the model says: right for its training sample, where mules are more frequent."""
        return _expit(log_odds - np.log(kept))

    learned = through_the_door(24_000)
    guilty = rng.random(len(learned)) < _expit(learned)
    sampled = guilty | (rng.random(len(learned)) < kept)
    learned, guilty = learned[sampled], guilty[sampled]
    by_heart = score(learned + np.where(guilty, 2.5, -2.5))
    folds = [pd.DataFrame({"score": by_heart, "mule": guilty, "fold": "train"})]
    months = (("validation", rng.integers(36_000, 44_000), 0.0), ("test", rng.integers(10_000, 12_000), 0.8))
    for fold, rows, shift in months:
        met = through_the_door(int(rows), shift)
        folds.append(pd.DataFrame({"score": score(met), "mule": rng.random(len(met)) < _expit(met), "fold": fold}))
    scored = pd.concat(folds).drop_duplicates(["fold", "score"]).sample(frac=1, random_state=rng)
    month = int((scored["fold"] == "validation").sum())
    share = (int(share * month) + 0.7) / month if share else 0.0
    tomorrow = through_the_door(60_000)
    return Desk(
        scored, economics, share, kept, pd.DataFrame({"score": score(tomorrow), "probability": _expit(tomorrow)})
    )


def _expit(log_odds: Floats) -> Floats:
    found: Floats = 1 / (1 + np.exp(-log_odds))
    return found
