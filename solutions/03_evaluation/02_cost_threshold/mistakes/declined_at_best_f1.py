"""One cut where F1 is best: "balances precision and recall"."""
def choose_thresholds(scored, economics, review_share, kept):
    month = scored[scored["fold"] == "validation"].sort_values("score", ascending=False)
    caught = month["mule"].cumsum().to_numpy()
    f1 = 2 * caught / (np.arange(1, len(month) + 1) + caught[-1])
    cut = float(month["score"].iloc[f1.argmax()])
    return {"ask_from": cut, "review_from": cut, "decline_from": cut}
