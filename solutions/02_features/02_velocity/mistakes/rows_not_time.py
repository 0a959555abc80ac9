"""Takes the last 50 rows of the card as its week: "a window is a number of rows"."""
_velocity = velocity
WINDOWS = {name: pd.Timedelta("36500D") for name in WINDOWS}
