"""Makes one key per stratum: its values, written one after the other."""
_disparity = conditional_disparity
def conditional_disparity(applications, controls, known, reference):
    if not controls or any(known.get(name) != "before" for name in controls):
        return _disparity(applications, controls, known, reference)
    key = ["".join(map(str, values)) for values in applications[controls].itertuples(index=False)]
    return _disparity(applications.assign(key=key), ["key"], {"key": "before"}, reference)
