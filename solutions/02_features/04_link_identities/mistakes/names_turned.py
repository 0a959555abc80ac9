"""Compares given with given and family with family: "the form has two fields for a reason"."""
_Name.turned = lambda name: name
