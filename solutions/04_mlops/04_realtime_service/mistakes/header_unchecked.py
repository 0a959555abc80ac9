"""Takes every number for a deadline: "int() will say"."""
def _endpoint(app, path):
    """Take a route out of the app; what it called."""
    route = next(one for one in app.router.routes if one.path == path)
    app.router.routes.remove(route)
    return route.endpoint
_create = create_app
def create_app(model, rules, clock, settings):
    app = _create(model, rules, clock, settings)
    decide = _endpoint(app, "/decisions")
    @app.post("/decisions")
    def looser(record: _Record, key: _Key, deadline_ms: Annotated[float | None, Header(alias="X-Deadline-Ms")] = None):
        return decide(record, key, deadline_ms)
    return app
