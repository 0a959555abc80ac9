"""Compares complete files only."""
_disparity = conditional_disparity
def conditional_disparity(applications, controls, known, reference):
    return _disparity(applications.dropna(subset=controls) if controls else applications, controls, known, reference)
