"""What another process uses, measured from outside: CPU, memory of its own, threads, disk."""

import os
import stat
import sys
from pathlib import Path

import psutil

MAX_DEPTH = 40


class Usage:
    """The use of one process.

    Every method raises `psutil.NoSuchProcess` when the process is gone.
    """

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._process = psutil.Process(pid)

    def cpu(self) -> float:
        """Seconds of CPU since it began."""
        times = self._process.cpu_times()
        return float(times.user + times.system)

    def memory(self) -> int:
        """Bytes that are its own: without the pages of files and libraries, with shared memory that it made."""
        if sys.platform != "linux":
            return int(self._process.memory_info().rss)
        status = self._status()
        return sum(int(status.get(name, "0").split()[0]) for name in ("RssAnon", "RssShmem", "VmSwap")) << 10

    def threads(self) -> int:
        return int(self._process.num_threads())

    def wants_cpu(self) -> bool:
        """Whether its first thread computes, or waits for its turn to."""
        return bool(self._process.status() == psutil.STATUS_RUNNING)

    def is_asleep(self) -> bool:
        """Whether every thread sleeps; a thread that the machine keeps waiting for its turn does not."""
        tasks = Path(f"/proc/{self.pid}/task")
        if not tasks.is_dir():
            return bool(self._process.status() == psutil.STATUS_SLEEPING)
        try:
            return all(
                (one / "stat").read_text(errors="replace").rpartition(")")[2].split()[0] == "S"
                for one in tasks.iterdir()
            )
        except OSError:  # a thread ended while it was looked at
            return False

    def disk(self, folder: Path) -> tuple[int, int]:
        """Bytes and files that it keeps: below `folder`, and in files it has open that no folder names any more."""
        size, count = folder_use(folder)
        for entry in _entries(Path(f"/proc/{self.pid}/fd")):
            try:
                found = entry.stat()
            except OSError:
                continue
            if stat.S_ISREG(found.st_mode) and found.st_nlink == 0:
                size, count = size + found.st_blocks * 512, count + 1
        return size, count

    def _status(self) -> dict[str, str]:
        try:
            text = Path(f"/proc/{self.pid}/status").read_text(errors="replace")
        except OSError:
            raise psutil.NoSuchProcess(self.pid) from None
        return {key: value.strip() for key, _, value in (line.partition(":") for line in text.splitlines())}


def folder_use(folder: Path, enough: int = 100_000) -> tuple[int, int]:
    """Bytes on disk and number of entries below a folder; links are counted and not followed.

    Counting ends at `enough` entries; what lies deeper than `MAX_DEPTH` folders counts as so many.
    """
    size = count = 0
    waiting = [(folder, 0)]
    while waiting and count < enough:
        place, depth = waiting.pop()
        if depth > MAX_DEPTH:
            return size, enough
        for entry in _entries(place):
            count += 1
            try:
                size += entry.stat(follow_symlinks=False).st_blocks * 512
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((Path(entry.path), depth + 1))
            except OSError:
                continue
    return size, count


def _entries(folder: Path) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []
