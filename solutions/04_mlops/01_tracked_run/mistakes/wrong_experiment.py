"""Uses an experiment of one's own: "I tidy up later"."""
_log = train_and_log
def train_and_log(**kwargs):
    return _log(**kwargs | {"experiment": "scratch"})
