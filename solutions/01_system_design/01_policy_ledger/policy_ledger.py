"""Keep the rules unless a policy earns its place (system_design/policy_ledger)."""

import numpy as np
import pandas as pd

ACTIONS = ("approve", "step_up", "review", "decline")


def ledger(decisions: pd.DataFrame, policies: list[str], economics: dict, review_capacity: int) -> pd.DataFrame:
    """What the rules and each policy would have done and cost, one row each.

    Args:
        decisions: `payment_id` (int64), `arrived_at` (UTC), `amount_eur` (float64, EUR), `is_fraud` (bool), `rules` and a
            column per policy (text, one of `ACTIONS`; the rules never review); rows in any order, the index repeats.
        policies: names of the policies' columns, perhaps none.
        economics: prices and shares by name, as in the brief.
        review_capacity: reviews there can be on one UTC day, 0 or more.

    Returns:
        "rules", then the policies in the given order: `policy` (str), `approve`, `step_up`, `review`, `decline`,
        `unreviewed` (int64), `fraud_loss_eur`, `friction_eur`, `review_eur`, `total_eur` (float64).
    """
    # solution: begin
    queue = _queue(decisions)
    rows = []
    for policy in ["rules", *policies]:
        done, over = _done(queue, policy, review_capacity)
        costs = _costs(queue, done, economics)
        spent = {name: float(values.sum()) for name, values in costs.items()}
        counts = {action: int((done == action).sum()) for action in ACTIONS}
        rows.append(
            {"policy": policy, **counts, "unreviewed": int(over.sum()), **spent, "total_eur": sum(spent.values())}
        )
    return pd.DataFrame(rows)
    # solution: end


def recommend(
    decisions: pd.DataFrame, policies: list[str], economics: dict, review_capacity: int, draws: int, seed: int
) -> str:
    """The policy that saves most among those whose saving over the rules is beyond chance, or "rules".

    Args:
        decisions: as in `ledger`; 42 days or so.
        policies: as in `ledger`.
        economics: as in `ledger`.
        review_capacity: as in `ledger`.
        draws: how many resamples.
        seed: of the random numbers.

    Returns:
        One of `policies`, or "rules".
    """
    # solution: begin
    if not policies or not len(decisions):
        return "rules"
    queue = _queue(decisions)
    days, day = np.unique(queue["day"].to_numpy(), return_inverse=True)
    spent = {}
    for policy in ["rules", *policies]:
        done, _ = _done(queue, policy, review_capacity)
        spent[policy] = np.bincount(day, sum(_costs(queue, done, economics).values()), len(days))
    saved = np.array([spent["rules"] - spent[policy] for policy in policies])  # by policy and day
    drawn = np.random.default_rng(seed).integers(0, len(days), (draws, len(days)))
    low = np.quantile(saved[:, drawn].sum(axis=2), 0.025 / len(policies), axis=1)
    beyond = np.where(low > 0, saved.sum(axis=1), 0.0)
    return policies[int(beyond.argmax())] if beyond.max() > 0 else "rules"


def _queue(decisions):
    """In order of arrival, with the day."""
    queue = decisions.sort_values(["arrived_at", "payment_id"], ignore_index=True)
    return queue.assign(day=queue["arrived_at"].dt.floor("D"))


def _done(queue, policy, capacity):
    """What happens under a policy, and which payments nobody could look at."""
    wanted = queue[policy].to_numpy(dtype=object)
    waiting = queue["day"].array[wanted == "review"]
    over = np.zeros(len(queue), dtype=bool)
    over[wanted == "review"] = pd.Series(waiting).groupby(waiting).cumcount().to_numpy() >= capacity
    return np.where(over, queue["rules"].to_numpy(dtype=object), wanted), over


def _costs(queue, done, economics):
    """EUR of each payment."""
    fraud = queue["is_fraud"].to_numpy(dtype=bool)
    lost = queue["amount_eur"].to_numpy() * economics["borne_share"] * (1 - economics["recovered_share"]) * fraud
    passed = {"approve": 1.0, "step_up": 1 - economics["step_up_stops"], "review": 1 - economics["analyst_recall"]}
    upset = {"decline": 1.0, "step_up": economics["step_up_abandons"]}
    through, trouble = (sum(share * (done == action) for action, share in shares.items()) for shares in (passed, upset))
    return {
        "fraud_loss_eur": lost * through,
        "friction_eur": economics["friction_eur"] * trouble * ~fraud,
        "review_eur": economics["review_eur"] * (done == "review"),
    }
    # solution: end
