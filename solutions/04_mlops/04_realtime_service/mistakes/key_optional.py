"""Makes a key up when none came: "be kind to old clients"."""

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
    def kinder(record: _Record, key: Annotated[str | None, Header(alias="Idempotency-Key", pattern="^[A-Za-z0-9_-]{1,64}$")] = None, deadline_ms: _Deadline = None):
        return decide(record, key or uuid.uuid4().hex, deadline_ms)
    return app
