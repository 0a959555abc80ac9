"""Keeps FastAPI's own 422: "the framework does that well"."""
from fastapi.exception_handlers import request_validation_exception_handler
_create = create_app
def create_app(model, rules, clock, settings):
    app = _create(model, rules, clock, settings)
    app.add_exception_handler(RequestValidationError, request_validation_exception_handler)
    return app
