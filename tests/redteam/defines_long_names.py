"""Names are cut before they are looked at: fifty thousand, each of two thousand letters."""

globals().update({f"name{number}" + "x" * 2000: None for number in range(50_000)})


def doubled(*args):
    return [0]


totalled = mean = model = asked = shuffled = doubled
