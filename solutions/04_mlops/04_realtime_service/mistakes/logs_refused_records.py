"""Logs what it refuses: "the sender will ask"."""
_create = create_app
def create_app(model, rules, clock, settings):
    app = _create(model, rules, clock, settings)
    refuse = app.exception_handlers[RequestValidationError]
    @app.exception_handler(RequestValidationError)
    async def refuse_and_say_so(request, error):
        log.warning("refused: %s", error.errors())
        return await refuse(request, error)
    return app
