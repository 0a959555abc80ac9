"""Asks for no loss: "at least as good as the rules"."""
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
    low = np.quantile(saved[:, drawn].sum(axis=2), 0.025 / len(policies), axis=1)
    good = np.where(low >= 0, saved.sum(axis=1), -np.inf)
    return policies[int(good.argmax())] if (low >= 0).any() else "rules"
