"""Takes any text: "the policy will say"."""
def is_duration(value):
    return not blank(value)
