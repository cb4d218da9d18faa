#!/usr/bin/env python3
"""Measures the throughput of the service with 1, 4 and 16 clients, each of which sends challenges one after another.

usage: Scripts/load.py PROGRAM CLIP [SECONDS]      (default 60, for each number of clients)

Compares it with `analyze` of the same clip, before and after, on the same machine. Exits with 1 if an answer is lost, belongs
to another challenge or arrives twice, or if the throughput is less than 90 % of that of `analyze`.
"""

import collections
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from service import Service


def alone(program, clip, runs=3):
    """Returns the clips per minute of `analyze`, by the time of whole processes."""
    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(runs):
            start = time.monotonic()
            subprocess.run([program, "analyze", clip, "--quiet", "--output", f"{folder}/r.json"], check=True)
            seconds.append(time.monotonic() - start)
    return 60 / statistics.median(seconds)


def main():
    if not 3 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    program, clip, seconds = os.path.abspath(sys.argv[1]), sys.argv[2], float(sys.argv[3] if len(sys.argv) > 3 else 60)
    failures, rates = [], {}
    reference = [alone(program, clip)]
    for clients in (1, 4, 16):
        # Every client may wait, so the queue has room for all of them.
        with Service(program, clip, MAX_QUEUE=clients, PROCESSING_TIMEOUT_S=300) as service:
            asked, answered, delays, lock = set(), collections.Counter(), [], threading.Lock()
            begin = time.monotonic()

            def client(number):
                turn = 0
                while time.monotonic() - begin < seconds:
                    turn += 1
                    name = f"{clients}-{number}-{turn}"
                    with lock:
                        asked.add(name)
                    start = time.monotonic()
                    status, answer = service.challenge("clip.mp4", name, timeout=600)
                    with lock:
                        if status == 200:
                            answered[answer["challenge_id"]] += 1
                            delays.append(time.monotonic() - start)
                        else:
                            failures.append(f"{name}: status {status}")

            threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            took = time.monotonic() - begin
        if set(answered) != asked or any(count != 1 for count in answered.values()):
            failures.append(f"{clients} clients: {len(asked)} challenges, {sum(answered.values())} answers")
        delays.sort()
        rates[clients] = 60 * len(delays) / took
        print(
            f"{clients:2} clients: {len(delays)} clips in {took:.1f} s, {rates[clients]:.1f} per minute; median delay "
            f"{statistics.median(delays):.2f} s, 95 % within {delays[int(0.95 * (len(delays) - 1))]:.2f} s"
        )
    reference.append(alone(program, clip))
    mean = statistics.mean(reference)
    print(f"analyze alone: {reference[0]:.1f} clips per minute before, {reference[1]:.1f} after")
    for clients, rate in rates.items():
        print(f"{clients:2} clients: {rate / mean:.2f} of the throughput of analyze")
        if rate < 0.9 * mean:
            failures.append(f"{clients} clients reach {rate / mean:.2f} of the throughput of analyze, less than 0.90")
    for failure in failures:
        print(f"FAILED: {failure}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
