"""Sets logging up: "so that we see something"."""
_create = create_app
def create_app(model, rules, clock, settings):
    logging.basicConfig(level=logging.INFO, force=True)
    return _create(model, rules, clock, settings)
