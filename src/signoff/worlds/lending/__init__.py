"""The lending world: a consumer lender and the credit bureau it buys from."""
