"""Puts midnight to the day before: "the day ends at 24:00"."""
_cards = _card_days
def _card_days(payments, known, days):
    return _cards(payments.assign(scored_at=payments["scored_at"] - pd.Timedelta("1us")), known, days)
