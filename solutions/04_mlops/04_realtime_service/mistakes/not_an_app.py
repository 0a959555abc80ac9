"""Returns the router: "somebody will mount it"."""
_create = create_app
def create_app(model, rules, clock, settings):
    return _create(model, rules, clock, settings).router
