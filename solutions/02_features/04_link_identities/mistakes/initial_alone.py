"""An initial and a document are enough: "who else has that passport"."""
_strictly, _names_alike = _backed, _same_names
def _same_names(name, other):
    return max(_names_alike(name, other), 2.0) if not _unlike(name, other) and (name.initial or other.initial) else _names_alike(name, other)
def _backed(name, other, born, same, blind):
    if not blind and born == SAME_BIRTH and (name.initial or other.initial):
        return bool(same & {"document_number", "email"})
    return _strictly(name, other, born, same, blind)
