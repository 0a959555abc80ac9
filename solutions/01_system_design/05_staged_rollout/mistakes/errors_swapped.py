"""Mixes up the two errors: "alpha, beta, one of them"."""
FALSE_ALARM, MISS = MISS, FALSE_ALARM
