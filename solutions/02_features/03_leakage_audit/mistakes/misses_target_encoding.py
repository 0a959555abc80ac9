"""Believes the warehouse about everything: "it has no objection"."""
_by_target = lambda *_: None
