"""Lists whatever stands in the place of an error: "names are not data"."""
def _fields(places):
    return sorted({str(place[1]) for place in places if len(place) > 1})
