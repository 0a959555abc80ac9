"""Checks types, not bounds and patterns: "the switch checks that"."""
class _Record(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")
    transaction_id: str
    amount_cents: int
    currency: str
    card_number: str
    cardholder: str
    email: str
    merchant_category: str
    country: str
    card_present: bool
