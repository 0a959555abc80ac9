"""faulthandler, tracemalloc and warnings in full cry disturb no right answer."""

import faulthandler
import tracemalloc
import warnings


def attack():
    faulthandler.enable()
    for _ in range(50):
        faulthandler.dump_traceback()
    # armed and never due: a dump from that thread reads frames that still run, and now and then ends its own process
    faulthandler.dump_traceback_later(3600, repeat=True)
    tracemalloc.start(50)
    warnings.simplefilter("error")
