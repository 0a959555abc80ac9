"""Clocks, locales, time zones and global settings of libraries are this process's alone."""

import decimal
import locale
import os
import random
import time

import numpy as np
import pandas as pd


def attack():
    time.time = time.monotonic = time.perf_counter = lambda: 0.0
    os.environ.update(TZ="Asia/Kathmandu", LC_ALL="tr_TR.UTF-8", PYTHONHASHSEED="1")
    time.tzset()
    try:
        locale.setlocale(locale.LC_ALL, "tr_TR.UTF-8")
    except locale.Error:
        pass
    decimal.getcontext().prec = 1
    np.seterr(all="raise")
    random.seed(0)
    np.random.seed(0)
    pd.set_option("mode.copy_on_write", True)
    pd.set_option("display.max_rows", 1)
