"""Serves everything below /v1: "an API has a version"."""
_create = create_app
def create_app(model, rules, clock, settings):
    app = FastAPI()
    app.mount("/v1", _create(model, rules, clock, settings))
    return app
