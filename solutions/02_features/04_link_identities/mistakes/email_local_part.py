"""Compares e-mail addresses up to the @: "people change the provider and keep the name"."""
_weigh = _evidence
def _evidence(rows, names, left, right):
    return _weigh(rows.assign(email=rows["email"].str.split("@").str[0]), names, left, right)
