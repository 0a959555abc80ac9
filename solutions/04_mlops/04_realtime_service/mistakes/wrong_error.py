"""Answers every refusal with 400: "the client is wrong, that is 400"."""
_create = create_app
def create_app(model, rules, clock, settings):
    app = _create(model, rules, clock, settings)
    @app.exception_handler(RequestValidationError)
    async def refuse(request, error):
        return JSONResponse({"error": "bad_request", "fields": _fields([one["loc"] for one in error.errors()])}, 400)
    return app
