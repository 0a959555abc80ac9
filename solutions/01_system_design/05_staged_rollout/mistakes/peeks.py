"""Tests each night at 5 %: "1.96 is what everybody uses"."""
def _walk(rows, days):
    by_day = {row.day: row for row in rows.itertuples(index=False) if row.cases == row.cases and row.events == row.events}
    cases, events, found = 0.0, 0.0, "open"
    for day in range(1, days + 1):
        if day not in by_day:
            return found, False
        row = by_day[day]
        cases, events = cases + row.cases, events + row.events
        z = (events - cases * row.fine) / math.sqrt(max(cases, 1) * row.fine * (1 - row.fine)) * (1 if row.bad > row.fine else -1)
        found = "bad" if found == "bad" or z > 1.96 else "clear"
    return found, days > 0
