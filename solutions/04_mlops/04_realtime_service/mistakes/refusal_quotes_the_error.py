"""Tells why nobody decided: "so that the switch can log it"."""
class _Undecided(Exception):
    pass
class _Desk(_Desk):
    def by_rules(self, event, reason):
        try:
            self.rules.decide(event)
        except Exception as error:
            raise _Undecided(str(error)) from None
        return super().by_rules(event, reason)
_create = create_app
def create_app(model, rules, clock, settings):
    app = _create(model, rules, clock, settings)
    @app.exception_handler(_Undecided)
    async def say_why(request, error):
        return JSONResponse({"error": "no_decision", "detail": str(error)}, 503)
    return app
