"""Divides by the spread of the reference's scores."""
_difference = standardised_difference
def standardised_difference(scored, reference):
    table = _difference(scored, reference)
    table["difference"] *= scored["score"].std() / scored.loc[scored["group"] == reference, "score"].std()
    return table
