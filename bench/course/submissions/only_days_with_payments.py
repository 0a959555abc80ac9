"""A window over the rows there are: seven paying days for seven days."""


def trailing_spend(payments, days):
    paid = payments.assign(day=payments["paid_at"].dt.floor("D"))
    paid["spend_eur"] = paid["amount_eur"].where(paid["approved"], 0.0)
    table = paid.groupby(["card_id", "day"])["spend_eur"].sum().reset_index()
    trailing = table.groupby("card_id")["spend_eur"].rolling(days, min_periods=1, closed="left").sum()
    return table.assign(trailing_eur=trailing.droplevel(0).fillna(0.0))
