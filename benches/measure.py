"""What a run of a program costs."""

import os
import subprocess
import time
from dataclasses import dataclass
from statistics import median

# The instant at which sites are judged, so that another day gives the same pages.
INSTANT = "1767225600"


@dataclass
class Cost:
    wall: float
    cpu: float
    memory: float

    @staticmethod
    def middle(costs):
        return Cost(*(median(getattr(cost, name) for cost in costs) for name in ("wall", "cpu", "memory")))

    def __str__(self):
        return f"{self.wall:.2f} s | {self.cpu:.2f} s | {self.memory:.0f} MB"


def run(*command):
    """Seconds by the clock, seconds of all processors (user and system), and the most memory in MB."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=os.environ | {"SOURCE_DATE_EPOCH": INSTANT})
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{said.decode()[-2000:]}")
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def in_memory():
    """A folder for what is written that no disk slows down, where there is one."""
    return "/dev/shm" if os.path.isdir("/dev/shm") else None


def size(folder):
    """How many files it holds, and how many MB."""
    sizes = [os.path.getsize(os.path.join(at, name)) for at, _, names in os.walk(folder) for name in names]
    return len(sizes), sum(sizes) / 1e6
