#!/usr/bin/env python3
"""timed.py REPORT SCALE LABEL COMMAND...: runs COMMAND four times, each in a fresh process, prints a line and keeps it in REPORT.

"Cold" is the first run after the files were written (no cache of Gaia's exists then), "warm" the median of the three after it.
Growth is CPU time against the first scale in REPORT, divided by how much larger the repository is: 1.0 is linear.
"""
import csv
import os
import statistics
import sys
import time


def once(command):
    start = time.monotonic()
    # Not fork: copying this process would count as the command's own time.
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return (time.monotonic() - start) * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024


def growth(report, scale, label, cpu):
    if not os.path.exists(report):
        return "-"
    with open(report, newline="", encoding="utf-8") as file:
        first = next((row for row in csv.reader(file) if row[1] == label), None)
    return f"{cpu / float(first[2]) / (int(scale) / int(first[0])):.2f}" if first else "-"


def main():
    report, scale, label, command = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
    runs = [once(command) for _ in range(4)]
    warm = statistics.median(run[0] for run in runs[1:])
    cpu = statistics.median(run[1] for run in runs)
    peak = max(run[2] for run in runs)
    print(f"{scale + 'x':<5} {label:<34} {runs[0][0]:>8.0f} {warm:>8.0f} {cpu:>8.0f} {peak:>8.0f} {growth(report, scale, label, cpu):>8}", flush=True)
    with open(report, "a", newline="", encoding="utf-8") as file:
        csv.writer(file).writerow([scale, label, cpu])


main()
