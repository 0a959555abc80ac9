"""Takes the days of the office clock: "the team works in Berlin"."""
_cards = _card_days
def _card_days(payments, known, days):
    return _cards(payments.assign(scored_at=payments["scored_at"].dt.tz_convert("Europe/Berlin").dt.tz_localize(None).dt.tz_localize("UTC")), known, days)
