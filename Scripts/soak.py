#!/usr/bin/env python3
"""Sends good and bad challenges, one after another and in parallel, and checks that the service does not grow.

usage: Scripts/soak.py PROGRAM CLIP [SECONDS]      (default 600)

Prints the memory and descriptors of the service and its worker at the end, and their growth: the slope of the line through
the samples of the second half, because allocators and caches fill in the first. Exits with 1 if memory grows by more than
1 MiB a minute, if descriptors grow by more than one in two minutes, if a good challenge fails, or if files or processes are
left over.
"""

import collections
import os
import random
import socket
import sys
import threading
import time

from service import Service, descriptors, resident_bytes

GROWTH = {"service KiB": 1024, "worker KiB": 1024, "descriptors": 0.5}


def slope(samples):
    """Returns the slope of the least-squares line, per minute."""
    n = len(samples)
    mean_x, mean_y = sum(x for x, _ in samples) / n, sum(y for _, y in samples) / n
    spread = sum((x - mean_x) ** 2 for x, _ in samples)
    return 60 * sum((x - mean_x) * (y - mean_y) for x, y in samples) / spread if spread else 0.0


def raw(service, text, wait=0.2):
    """Sends bytes that may not be HTTP at all, and disconnects."""
    try:
        with socket.create_connection(("127.0.0.1", service.port), 5) as connection:
            connection.sendall(text)
            time.sleep(wait)
    except OSError:
        pass


def bad_things(service):
    body = b'{"challenge_id": "gone", "video_url": "' + service.clips.encode() + b'/clip.mp4"}'
    head = b"POST /soccer/challenge HTTP/1.1\r\nHost: a\r\n"
    return {
        "missing clip": lambda: service.challenge("none.mp4", "a")[0],
        "not a clip": lambda: service.challenge("text.mp4", "b")[0],
        "half a clip": lambda: service.challenge("half.mp4", "c")[0],
        "stalling host": lambda: service.challenge("stall.mp4", "d")[0],
        "not JSON": lambda: service.post("/soccer/challenge", b"{")[0],
        "wrong host": lambda: service.post("/soccer/challenge", b'{"challenge_id":"e","video_url":"http://10.0.0.1/a"}')[0],
        "large body": lambda: service.post("/soccer/challenge", b" " * (1 << 20))[0],
        "client that disconnects": lambda: raw(service, head + b"Content-Length: %d\r\n\r\n" % len(body) + body),
        "half a header": lambda: raw(service, b"GET /healthz HTTP/1.1\r\nHo"),
        "garbage": lambda: raw(service, os.urandom(300)),
        "bad predict": lambda: service.post("/predict", b'{"frames": [{"frame_id": 0, "data": "AAAA"}]}')[0],
    }


def main():
    if not 3 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    program, clip, seconds = os.path.abspath(sys.argv[1]), sys.argv[2], float(sys.argv[3] if len(sys.argv) > 3 else 600)
    counts, failures = collections.Counter(), []
    samples = {name: [] for name in GROWTH}
    with Service(program, clip, MAX_QUEUE=4, PROCESSING_TIMEOUT_S=20) as service:
        start, stopped = time.monotonic(), threading.Event()

        def disturb(seed):
            chance, things = random.Random(seed), bad_things(service)
            while not stopped.is_set():
                name = chance.choice(list(things))
                status = things[name]()
                counts[f"{name}: {status}" if status is not None else name] += 1
                stopped.wait(chance.uniform(0.1, 0.6))

        disturbers = [threading.Thread(target=disturb, args=(seed,)) for seed in range(2)]
        for thread in disturbers:
            thread.start()
        number = 0
        while time.monotonic() - start < seconds:
            number += 1
            status, answer = service.challenge("clip.mp4", f"good {number}")
            # 503 is fine: the bad challenges wait for the same worker.
            counts[f"good: {status}"] += 1
            if status not in (200, 503) or (status == 200 and answer["challenge_id"] != f"good {number}"):
                failures.append(f"good {number}: {status}")
            minute = time.monotonic() - start
            workers = service.workers()
            samples["service KiB"].append((minute, resident_bytes(service.process.pid) / 1024))
            samples["worker KiB"].append((minute, sum(map(resident_bytes, workers)) / 1024))
            samples["descriptors"].append((minute, descriptors(service.process.pid) + sum(map(descriptors, workers))))
            if status == 503:
                time.sleep(0.5)
        stopped.set()
        for thread in disturbers:
            thread.join()
        time.sleep(2)
        left = os.listdir(service.temporary)
        workers = service.workers()
        if left:
            failures.append(f"left in the temporary folder: {left}")
        if len(workers) != 1:
            failures.append(f"{len(workers)} workers at the end")
    if any(os.path.exists(f"/proc/{worker}") for worker in workers):
        failures.append("a worker outlives the service")
    if service.process.returncode != 0:
        failures.append(f"the service ended with {service.process.returncode}")

    for name, count in sorted(counts.items()):
        print(f"{count:7}  {name}")
    for name, limit in GROWTH.items():
        later = [sample for sample in samples[name] if sample[0] > seconds / 2]
        if len(later) < 3:
            sys.exit("the run was too short to measure the growth")
        growth = slope(later)
        print(f"{name:12} {samples[name][0][1]:9.0f} at first {later[-1][1]:9.0f} at last {growth:+9.2f} per minute")
        if growth > limit:
            failures.append(f"{name} grow by {growth:.2f} per minute, more than {limit}")
    for failure in failures:
        print(f"FAILED: {failure}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
