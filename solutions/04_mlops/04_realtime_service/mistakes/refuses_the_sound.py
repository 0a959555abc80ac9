"""Knows cards of 16 digits: "all cards have 16"."""
class _Record(_Record):
    card_number: Annotated[str, Field(pattern="^[0-9]{16}$")]
