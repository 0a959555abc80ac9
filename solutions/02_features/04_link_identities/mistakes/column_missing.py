"""Asks the document column whether this is the inherited book: "ours always has documents"."""
_strictly, _weigh, _bare = _backed, _evidence, [False]
def _evidence(rows, names, left, right):
    _bare[0] = rows["document_number"].isna().all()
    return _weigh(rows, names, left, right)
def _backed(name, other, born, same, blind):
    return _strictly(name, other, born, same, _bare[0])
