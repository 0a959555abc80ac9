"""Pings the model in /health and tells both: "one look at everything"."""

def _endpoint(app, path):
    """Take a route out of the app; what it called."""
    route = next(one for one in app.router.routes if one.path == path)
    app.router.routes.remove(route)
    return route.endpoint
_create = create_app
def create_app(model, rules, clock, settings):
    app = _create(model, rules, clock, settings)
    _endpoint(app, "/health")
    @app.get("/health")
    def health():
        return {"status": "alive", "model": _is_loaded(model)}
    return app
