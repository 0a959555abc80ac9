"""Leaves ids alone: "an id carries nothing"."""
_by_order = lambda *_: None
