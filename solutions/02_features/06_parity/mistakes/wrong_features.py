"""Takes a month for the longest window: "a week is short"."""
WINDOWS = WINDOWS | {"7d": timedelta(days=30)}
