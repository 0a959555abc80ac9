"""Leaving politely is an error like any other."""

import sys

sys.exit(0)
