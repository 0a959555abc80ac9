"""Compares the whole request, headers too: "the same is the same"."""
def _endpoint(app, path):
    """Take a route out of the app; what it called."""
    route = next(one for one in app.router.routes if one.path == path)
    app.router.routes.remove(route)
    return route.endpoint
_create = create_app
def create_app(model, rules, clock, settings):
    app = _create(model, rules, clock, settings)
    decide = _endpoint(app, "/decisions")
    asked = {}
    @app.post("/decisions")
    def stricter(record: _Record, key: _Key, deadline_ms: _Deadline = None):
        answer = decide(record, key, deadline_ms)
        if answer.status_code == 200 and asked.setdefault(key, deadline_ms) != deadline_ms:
            return JSONResponse({"error": "key_conflict"}, 422)
        return answer
    return app
