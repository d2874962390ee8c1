#!/usr/bin/env python3
"""timed.py GAIA SCALE LABEL ARGUMENTS...: one line with cold and best warm wall time, best CPU time and peak memory."""
import os
import sys
import time


def once(command):
    start = time.monotonic()
    pid = os.fork()
    if pid == 0:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, 1)
        os.execv(command[0], command)
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return (time.monotonic() - start) * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024


gaia, scale, label, arguments = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
runs = [once([gaia, *arguments]) for _ in range(6)]
print(f"{scale:<5} {label:<20} {runs[0][0]:>10.0f} {min(run[0] for run in runs[1:]):>10.0f} {min(run[1] for run in runs):>10.0f} {max(run[2] for run in runs):>10.0f}")
