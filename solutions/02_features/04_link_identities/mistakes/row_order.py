"""Takes it that rows come sorted by id: "the export always did"."""
_link = link
def link(applications):
    found = _link(applications.sort_values("application_id"))
    return found.assign(application_id=applications["application_id"].to_numpy())
