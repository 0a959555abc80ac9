"""A limit once set is not raised: memory, file size, core and files."""

import resource


def attack():
    worked = False
    for limit in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
        try:
            resource.setrlimit(limit, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            worked = True
        except (OSError, ValueError):
            pass
    return worked
