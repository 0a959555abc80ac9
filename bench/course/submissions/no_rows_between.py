"""Right windows, by time, but no row for a day without a payment."""


def trailing_spend(payments, days):
    paid = payments.assign(day=payments["paid_at"].dt.floor("D"))
    paid["spend_eur"] = paid["amount_eur"].where(paid["approved"], 0.0)
    table = paid.groupby(["card_id", "day"])["spend_eur"].sum().reset_index()
    if table.empty:
        return table.assign(trailing_eur=0.0)
    by_time = table.set_index("day").groupby("card_id")["spend_eur"].rolling(f"{days}D", closed="left").sum()
    return table.assign(trailing_eur=by_time.fillna(0.0).to_numpy())
