"""Holds each card to its own habits: "a contract cannot be too exact"."""
_build = build_suite
def build_suite(history):
    suite = _build(history)
    highest = history.groupby("card_id")["amount_eur"].max().head(150)
    for card, amount in highest.items():
        suite.add_expectation(gxe.ExpectColumnValuesToBeBetween(
            column="amount_eur", max_value=2 * amount, row_condition=Column("card_id") == int(card)
        ))
    return suite
