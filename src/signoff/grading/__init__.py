"""A submission in, a `Grade` out: tests run on the trusted side, and every report is rendered from one JSON."""
