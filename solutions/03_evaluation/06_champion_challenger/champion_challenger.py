"""Let a challenger win only if it is better (evaluation/champion_challenger)."""

import numpy as np
import pandas as pd


def alerts(payments: pd.DataFrame, model: str, budget: int) -> np.ndarray:
    """Which payments a model alerts when the team can look at `budget` of them.

    Args:
        payments: a slice with the columns of the brief, rows in any order, on an index that means nothing.
        model: the column with the model's score, `"champion"` or `"challenger"`; higher is more suspicious.
        budget: how many payments can be alerted, 0 or more.

    Returns:
        One bool per payment, in the order handed in.
    """
    # solution: begin
    order = np.lexsort((payments["payment_id"].to_numpy(), -payments[model].to_numpy()))
    alerted = np.zeros(len(payments), dtype=bool)
    alerted[order[:budget]] = True
    return alerted
    # solution: end


def swaps(payments: pd.DataFrame, budget: int) -> pd.DataFrame:
    """What changes hands when the challenger takes over from the champion, both at `budget` alerts.

    Args:
        payments: as in `alerts`.
        budget: as in `alerts`, for each of the two.

    Returns:
        Four rows: `group` ("both", "swapped_in", "swapped_out", "neither", in this order), `payments`, `frauds`,
        `honest` (whole numbers) and `fraud_eur`.
    """
    # solution: begin
    old, new = (alerts(payments, model, budget) for model in ("champion", "challenger"))
    fraud, amount = payments["is_fraud"].to_numpy(), payments["amount_eur"].to_numpy()
    groups = {"both": old & new, "swapped_in": new & ~old, "swapped_out": old & ~new, "neither": ~old & ~new}
    rows = [
        (
            name,
            int(rows.sum()),
            int((rows & fraud).sum()),
            int((rows & ~fraud).sum()),
            float(amount[rows & fraud].sum()),
        )
        for name, rows in groups.items()
    ]
    return pd.DataFrame(rows, columns=["group", "payments", "frauds", "honest", "fraud_eur"])
    # solution: end


def compare(payments: pd.DataFrame, budget: int, economics: dict, draws: int, seed: int) -> dict:
    """Whether the challenger costs less than the champion, with how much of that could be chance.

    Args:
        payments: as in `alerts`, of at least two cards.
        budget: as in `alerts`, for each of the two.
        economics: `lost_share` (0 to 1), `alert_eur` and `honest_eur` (EUR), as in the brief.
        draws: how many resamples, if the method resamples.
        seed: for its random numbers, if it has any.

    Returns:
        `difference`, `low`, `high` (float, EUR per 1,000 payments, challenger minus champion) and `verdict`
        ("challenger", "champion" or "no_difference_shown").
    """
    # solution: begin
    old, new = (_costs(payments, alerts(payments, model, budget), economics) for model in ("champion", "challenger"))
    difference = 1000 * (new - old)
    _, card = np.unique(payments["card_id"].to_numpy(), return_inverse=True)
    eur, count = np.bincount(card, difference), np.bincount(card)
    chosen = np.random.default_rng(seed).integers(0, len(count), (draws, len(count)))
    resampled = eur[chosen].sum(axis=1) / count[chosen].sum(axis=1)
    low, high = (float(one) for one in np.quantile(resampled, [0.025, 0.975]))
    verdict = "challenger" if high < 0 else "champion" if low > 0 else "no_difference_shown"
    return {"difference": float(difference.mean()), "low": low, "high": high, "verdict": verdict}


def _costs(payments, alerted, economics):
    """EUR that each payment costs when these are alerted."""
    fraud, amount = payments["is_fraud"].to_numpy(), payments["amount_eur"].to_numpy()
    looked_at = economics["alert_eur"] + economics["honest_eur"] * ~fraud
    return np.where(alerted, looked_at, economics["lost_share"] * amount * fraud)
    # solution: end
