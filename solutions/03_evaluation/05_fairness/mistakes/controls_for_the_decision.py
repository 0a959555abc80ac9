"""Trusts whoever chose the controls."""
_disparity = conditional_disparity
def conditional_disparity(applications, controls, known, reference):
    return _disparity(applications, controls, dict.fromkeys(controls, "before"), reference)
