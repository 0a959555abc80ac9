"""Takes a month for the longest window: "a week is short"."""
WINDOWS = WINDOWS | {"7d": pd.Timedelta("30D")}
