"""Looks at the first row for the type of the ids: "there is always one"."""
_link = link
def link(applications):
    kind = type(applications["application_id"].iloc[0])
    return _link(applications).astype({"application_id": kind})
