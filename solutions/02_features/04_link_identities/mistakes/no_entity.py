"""Leaves whoever matches nobody without an entity: "there is nobody to be one with"."""
_link = link
def link(applications):
    found = _link(applications)
    return found.assign(entity_id=found["entity_id"].where(found["entity_id"].duplicated(keep=False)))
