"""Lets /health say what /ready says: "without a model it is not healthy"."""

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
        return JSONResponse({"status": "alive"}, 200 if _is_loaded(model) else 503)
    return app
