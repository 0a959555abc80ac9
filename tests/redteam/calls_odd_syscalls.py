"""What an exercise never needs is refused: io_uring, bpf, keyrings, userfaultfd, perf, fanotify, pidfd, kexec."""

import ctypes


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    buffer = ctypes.create_string_buffer(256)
    calls = [
        (425, 4, buffer),  # io_uring_setup
        (321, 0, buffer, 72),  # bpf
        (250, 0, -3, 1),  # keyctl: the session's keyring
        (248, b"user", b"redteam", b"x", 1, -2),  # add_key
        (323, 1),  # userfaultfd
        (298, buffer, 0, -1, -1, 0),  # perf_event_open
        (300, 0, 0),  # fanotify_init
        (304, -100, buffer, 0),  # open_by_handle_at
        (312, 1, 1, 0, 0, 0),  # kcmp
        (447, 0),  # memfd_secret
    ]
    return any(libc.syscall(*call) >= 0 for call in calls)
