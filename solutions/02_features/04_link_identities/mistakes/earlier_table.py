"""Keeps the entities of every application it has seen: "ids must be stable"."""
_link, _seen = link, {}
def link(applications):
    found = _link(applications)
    for one, entity in zip(found["application_id"], found["entity_id"], strict=True):
        _seen.setdefault(one, entity)
    return found.assign(entity_id=found["application_id"].map(_seen))
