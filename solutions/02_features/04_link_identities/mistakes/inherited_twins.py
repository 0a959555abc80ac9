"""Without documents, surname, birth date and address have to do: "FEBRL's duplicates have other given names"."""
_weigh, _apart = _evidence, _strangers
def _evidence(rows, names, left, right):
    home, born = (rows["street"] + rows["town"]).to_numpy(), rows["birth_date"].to_numpy()
    blind = rows["document_number"].isna().to_numpy()
    one = [blind[a] and home[a] == home[b] and born[a] == born[b] and names[a].family == names[b].family for a, b in zip(left, right, strict=True)]
    return _weigh(rows, names, left, right) + 30.0 * np.array(one, dtype=float)
def link(applications, _link=link):
    globals()["_strangers"] = _apart if applications["document_number"].notna().any() else lambda name, other: False
    return _link(applications)
