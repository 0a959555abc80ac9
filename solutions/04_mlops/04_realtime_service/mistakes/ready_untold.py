"""Says it by the status alone: "the platform reads nothing else"."""

def _endpoint(app, path):
    """Take a route out of the app; what it called."""
    route = next(one for one in app.router.routes if one.path == path)
    app.router.routes.remove(route)
    return route.endpoint
_create = create_app
def create_app(model, rules, clock, settings):
    app = _create(model, rules, clock, settings)
    _endpoint(app, "/ready")
    @app.get("/ready")
    def ready():
        return JSONResponse({"status": "ok"}, 200 if _is_loaded(model) else 503)
    return app
