"""Starting the process from which gradings are forked; light to import, so that it can be the first thing done."""

import contextlib
from collections.abc import Sequence

from signoff.sandbox.zygote import FORKS, NoPlace, Zygote

_ALWAYS = [
    "psutil",
    "pytest",
    "signoff.grading.grader",
    "signoff.sandbox.codec",
    "signoff.sandbox.worker",
]


_early: list[Zygote] = []


def start_early() -> None:
    """Start the next `start_zygote` now, if there is room; who asks for it will hear if there is none."""
    with contextlib.suppress(OSError, NoPlace):
        _early.append(start_zygote())


def start_zygote(*, forks: bool = FORKS, without: Sequence[str] = ()) -> Zygote:
    """A zygote that is importing what every grading needs.

    Args:
        forks: whether its children start as copies of it, or anew.
        without: measures of isolation to leave out, to see what a lesser machine does.

    Raises:
        OSError, NoPlace: there is no room for a process.
    """
    if _early and not without and forks == FORKS:
        return _early.pop()
    zygote = Zygote.start(forks=forks, without=without)
    zygote.preload(_ALWAYS)
    return zygote
