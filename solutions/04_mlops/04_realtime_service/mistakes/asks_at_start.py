"""Looks at start whether the model is there: "fail early"."""
_create = create_app
def create_app(model, rules, clock, settings):
    app = _create(model, rules, clock, settings)
    app.state.is_loaded = _is_loaded(model)
    return app
