"""Lets the last crossing decide: "the newest data is best"."""
def _walk(rows, days):
    by_day = {row.day: row for row in rows.itertuples(index=False) if row.cases == row.cases and row.events == row.events}
    evidence, found, whole = 0.0, "open", days > 0
    for day in range(1, days + 1):
        if day not in by_day:
            whole = False
            break
        row = by_day[day]
        gain = row.events * math.log(row.bad / row.fine) + (row.cases - row.events) * math.log((1 - row.bad) / (1 - row.fine))
        evidence = evidence + gain
        now = "bad" if evidence >= math.log((1 - MISS) / FALSE_ALARM) else "clear" if evidence <= math.log(MISS / (1 - FALSE_ALARM)) else "open"
        if found == 'open' or now != 'open':
            found = now
    return found, whole
