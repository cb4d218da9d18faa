#!/usr/bin/env python3
"""Times the analysis of a clip and compares it with the time that ffmpeg takes to decode it.

usage: Scripts/bench.py PROGRAM CLIP [RUNS]

Each run is a whole process, from its start to the written result. Prints the minimum, median and maximum of wall time, CPU
time and peak memory, and the median of the pairwise ratios of wall time: the speed of shared machines drifts, ratios drift
less.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time


def run(command):
    started = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"failed: {' '.join(command)}")
    return time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def report(name, rows):
    for label, values in zip(("wall s", "CPU s", "peak MiB"), zip(*rows)):
        low, middle, high = min(values), statistics.median(values), max(values)
        print(f"{name:14} {label:9} min {low:8.2f}  median {middle:8.2f}  max {high:8.2f}")


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    program, clip = sys.argv[1:3]
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    decode = ["ffmpeg", "-v", "error", "-nostdin", "-threads", str(os.cpu_count()), "-i", clip,
              "-fps_mode", "passthrough", "-f", "null", "-"]
    with tempfile.TemporaryDirectory() as folder:
        output = os.path.join(folder, "result.json")
        commands = {
            "stride default": [program, "analyze", clip, "--quiet", "--output", output],
            "stride 1": [program, "analyze", clip, "--quiet", "--output", output, "--frame-stride", "1"],
        }
        run(decode)
        for command in commands.values():
            run(command)
        turns = [(run(decode), {name: run(command) for name, command in commands.items()}) for _ in range(runs)]
    report("ffmpeg decode", [decoded for decoded, _ in turns])
    for name in commands:
        report(name, [times[name] for _, times in turns])
        ratio = statistics.median(times[name][0] / decoded[0] for decoded, times in turns)
        print(f"{name:14} wall time / ffmpeg decode: {ratio:.2f}")


main()
