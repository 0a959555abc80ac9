"""Names are text from a stranger: columns, indexes, functions and attributes full of escapes and commands."""

import pandas as pd

WORDS = "[red]x[/]\x1b[31m<b>\n::error::injected\n##vso[task.complete]=1+1\x00\x0b\ud800\u202e"
globals()[WORDS] = globals()["\n::error::name"] = 1


def doubled(*args):
    return {WORDS: object()}


def totalled(table):
    return pd.DataFrame({WORDS: [object()]}, index=[WORDS]).rename_axis(WORDS)


def mean(*args):
    return pd.Series([1], name=WORDS)


def model(*args):
    return pd.DataFrame({WORDS: pd.array([1j])})


asked = shuffled = doubled
