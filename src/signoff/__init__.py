"""Signoff: a course in a repository, and the small package that grades it.

In a notebook: `from signoff import check, hint`.
"""

from typing import Any

__all__ = ["check", "hint"]


def __getattr__(name: str) -> Any:
    # imported on first use: a terminal's `signoff hint` must not pay for a notebook's libraries
    if name in __all__:
        from signoff.learner import notebook

        return getattr(notebook, name)
    raise AttributeError(f"module 'signoff' has no attribute {name!r}")
