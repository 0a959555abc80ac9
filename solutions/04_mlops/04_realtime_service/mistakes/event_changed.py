"""Sends the amount in euros: "nobody thinks in cents"."""
def _event(record):
    event = record.model_dump(exclude={"cardholder", "email"})
    return event | {"amount_cents": event["amount_cents"] / 100}
