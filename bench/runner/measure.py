"""Wall times of commands that take turns (A B A B …), their ratios, and the peak memory of a command."""

import os
import statistics
import subprocess
import time


class Failed(Exception):
    """A measured command ended with an unexpected status."""


class Side:
    """One of those compared: the commands that are timed (or functions that give them), what is done before, untimed,
    in each round, and variables that are set for it."""

    def __init__(self, name, *commands, folder=None, prepare=None, variables=None):
        self.name, self.commands, self.folder = name, commands, folder
        self.prepare, self.variables = prepare, variables or {}


def execute(argv, folder, environment, output):
    """Runs a command to its end; its wall time in seconds and its peak resident memory in bytes.

    The output goes to a file: a pipe would be as slow as its reader, and some programs do less for /dev/null."""
    with open(output, "wb") as out, open(str(output) + ".err", "wb") as err:
        begun = time.perf_counter()
        child = subprocess.Popen(argv, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        with open(str(output) + ".err", errors="replace") as err:
            told = err.read().strip().splitlines()[:3]
        raise Failed(f"{' '.join(map(str, argv))} ended with {child.returncode}: {' / '.join(told)}")
    # Linux counts in KiB, macOS in bytes. What the runner itself needs (some 15 MB) is the least that can be seen.
    return seconds, usage.ru_maxrss * (1 if os.uname().sysname == "Darwin" else 1024)


class Stopwatch:
    """Runs sides in turns. `rounds` fixes how often; left out, it follows from how long a round takes."""

    def __init__(self, environment, scratch, rounds=None):
        self.environment, self.scratch, self.rounds = environment, scratch, rounds

    def once(self, side):
        """Prepares a side and runs its commands: wall time in seconds, and peak memory of the hungriest in bytes."""
        if side.prepare:
            side.prepare()
        environment = self.environment | side.variables
        runs = [execute(command() if callable(command) else command, side.folder, environment, self.scratch / "output")
                for command in side.commands]
        return sum(seconds for seconds, _ in runs), max(peak for _, peak in runs)

    def compare(self, *sides, budget=40):
        """The times of each side, a list a side. The first round only warms the caches and is not counted. Then at
        least five rounds (three where one takes longer than 20 s), at most 21, until `budget` seconds are over."""
        for side in sides:
            self.once(side)
        begun = time.perf_counter()
        times = [[] for _ in sides]
        slow = False
        while True:
            done = len(times[0])
            if self.rounds is not None:
                if done >= self.rounds:
                    return times
            elif done >= 21 or done >= (3 if slow else 5) and time.perf_counter() - begun > budget:
                return times
            started = time.perf_counter()
            for side, taken in zip(sides, times):
                taken.append(self.once(side)[0])
            slow = time.perf_counter() - started > 20

    def peak(self, side):
        """The median of the peak memory of three runs, in bytes."""
        return statistics.median(self.once(side)[1] for _ in range(3))


def ratios(ours, theirs):
    """Median, least and greatest of the ratios, round by round: drift of the machine hits both sides of a pair."""
    each = [a / b for a, b in zip(ours, theirs)]
    return statistics.median(each), min(each), max(each)
