"""What is printed is capped: prints until it is stopped."""


def doubled(*args):
    while True:
        print("::error::" + "x" * 100_000)


totalled = mean = model = asked = shuffled = doubled
