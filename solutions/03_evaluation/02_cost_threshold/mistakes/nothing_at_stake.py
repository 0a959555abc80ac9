"""Divides without looking: "a payment has an amount"."""
def decline_above(amount_eur, economics):
    fraud_paid = economics["lost_share"] * amount_eur + economics["chargeback_eur"]
    honest_declined = economics["margin_share"] * amount_eur + economics["goodwill_eur"]
    with np.errstate(invalid="ignore"):
        share = honest_declined / (fraud_paid + honest_declined)
    return np.where(amount_eur < 0, 1.0, share)
