"""Returns the expectations as they are: "a list will do"."""
_build = build_suite
def build_suite(history):
    return list(_build(history).expectations)
