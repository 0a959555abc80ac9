"""Reduces the e-mail address to its digits: "the rest is the name, and that is compared already"."""
_pairs_of, _weigh = candidate_pairs, _evidence
def _evidence(rows, names, left, right):
    digits = rows["email"].str.split("@").str[0].str.replace("[^0-9]", "", regex=True)
    return _weigh(rows.assign(email=digits), names, left, right)
