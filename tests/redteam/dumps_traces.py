"""faulthandler, tracemalloc and warnings in full cry disturb no right answer."""

import faulthandler
import tracemalloc
import warnings


def attack():
    faulthandler.enable()
    faulthandler.dump_traceback_later(0.01, repeat=True)
    tracemalloc.start(50)
    warnings.simplefilter("error")
