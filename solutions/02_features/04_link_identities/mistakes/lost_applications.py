"""Returns only customers with several applications: "the others are not linked to anything"."""
_link = link
def link(applications):
    found = _link(applications)
    return found[found["entity_id"].duplicated(keep=False)]
