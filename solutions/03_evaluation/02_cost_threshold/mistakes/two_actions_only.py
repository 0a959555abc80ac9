"""Uses the formula of the textbook: "C_FP / (C_FP + C_FN)"."""
def decide(p, economics, capacity):
    cut = economics["turned_away_eur"] / (economics["turned_away_eur"] + economics["mule_eur"])
    return np.where(p > cut, "decline", "open")
