"""Draws a part of the month: "a sample is enough, and faster"."""
_choose = choose_thresholds
def choose_thresholds(scored, economics, review_share, kept):
    part = scored.sample(frac=0.5, random_state=np.random.default_rng())
    return _choose(part, economics, review_share, kept)
