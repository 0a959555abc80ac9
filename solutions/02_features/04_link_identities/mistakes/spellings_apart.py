"""Compares the romanised spellings as they are: "the library has brought them to one alphabet"."""
_SPELLINGS = ()
