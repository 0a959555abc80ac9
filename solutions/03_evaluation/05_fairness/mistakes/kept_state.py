"""Codes the controls once per table: the dashboard asks for the same table over and over."""
_disparity = conditional_disparity
_seen = {}
def conditional_disparity(applications, controls, known, reference):
    late = [name for name in controls if known.get(name) != "before"]
    if controls and not late:
        key = id(applications), tuple(controls)
        _, values = _seen.setdefault(key, (applications, applications[controls].copy()))
        applications = applications.assign(**{name: values[name].array for name in controls})
    return _disparity(applications, controls, known, reference)
