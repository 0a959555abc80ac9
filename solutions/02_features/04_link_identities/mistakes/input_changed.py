"""Cleans the names where they stand: "it is only upper and lower case"."""
_link = link
def link(applications):
    applications["given_name"] = applications["given_name"].str.lower()
    return _link(applications)
