"""Is stricter than agreed: "one false alarm in ten thousand"."""
FALSE_ALARM = 0.0001
