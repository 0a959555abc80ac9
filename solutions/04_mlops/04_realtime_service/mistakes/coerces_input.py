"""Takes pydantic's defaults: "be liberal in what you accept"."""
class _Record(_Record):
    model_config = ConfigDict(strict=False, extra="forbid", coerce_numbers_to_str=True)
