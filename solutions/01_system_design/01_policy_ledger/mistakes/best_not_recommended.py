"""Draws days for the rules and days for the policy: "two samples, two bootstraps"."""
def recommend(decisions, policies, economics, review_capacity, draws, seed):
    if not policies or not len(decisions):
        return "rules"
    queue = _queue(decisions)
    days, day = np.unique(queue["day"].to_numpy(), return_inverse=True)
    cost = {one: sum(_costs(queue, _done(queue, one, review_capacity)[0], economics).values()) for one in ["rules", *policies]}
    spent = {one: np.bincount(day, cost[one], len(days)) for one in cost}
    saved = np.array([spent["rules"] - spent[one] for one in policies])
    rng = np.random.default_rng(seed)
    drawn = rng.integers(0, len(days), (draws, len(days)))
    other = rng.integers(0, len(days), (draws, len(days)))
    rules = spent["rules"][drawn].sum(axis=1)
    low = np.array([np.quantile(rules - spent[one][other].sum(axis=1), 0.025 / len(policies)) for one in policies])
    good = np.where(low > 0, saved.sum(axis=1), 0.0)
    return policies[int(good.argmax())] if good.max() > 0 else "rules"
