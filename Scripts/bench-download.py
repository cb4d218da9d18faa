#!/usr/bin/env python3
"""Times the analysis of a clip while it downloads, and compares it with the slower of analysis and download alone.

usage: Scripts/bench-download.py PROGRAM CLIP [RUNS] [MEGABYTES_PER_SECOND]

The server listens on the loopback interface and sends 4 MB/s over all its connections together. Each run of the program is a
whole process, from its start to the written result. Prints the minimum, median and maximum of each time, and the median of
the ratios within each round: the speed of shared machines drifts, ratios drift less.
"""

import asyncio
import multiprocessing
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request


class Pace:
    def __init__(self, bytes_per_second):
        self.bytes_per_second = bytes_per_second
        self.next = 0.0

    async def wait(self, count):
        # Catch up by at most 0.1 s: otherwise late wake-ups would make the server slower than intended.
        turn = max(self.next, time.monotonic() - 0.1)
        self.next = turn + count / self.bytes_per_second
        await asyncio.sleep(max(0.0, self.next - time.monotonic()))


async def answer(reader, writer, clip, pace):
    try:
        while True:
            request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            asked = re.search(r"^range: bytes=(\d+)-(\d*)\r$", request, re.IGNORECASE | re.MULTILINE)
            first = int(asked[1]) if asked else 0
            last = min(int(asked[2]) if asked and asked[2] else len(clip) - 1, len(clip) - 1)
            head = f"HTTP/1.1 {'206 Partial Content' if asked else '200 OK'}\r\nContent-Type: video/mp4\r\n"
            head += f"Accept-Ranges: bytes\r\nETag: \"clip\"\r\nContent-Length: {last - first + 1}\r\n"
            if asked:
                head += f"Content-Range: bytes {first}-{last}/{len(clip)}\r\n"
            writer.write(head.encode() + b"\r\n")
            for start in range(first, last + 1, 16384):
                piece = clip[start:min(start + 16384, last + 1)]
                await pace.wait(len(piece))
                writer.write(piece)
                await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


def serve(path, bytes_per_second, port):
    async def run():
        with open(path, "rb") as file:
            clip = file.read()
        pace = Pace(bytes_per_second)
        server = await asyncio.start_server(lambda reader, writer: answer(reader, writer, clip, pace), "127.0.0.1", 0)
        port.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def analyze(program, clip, output):
    started = time.perf_counter()
    done = subprocess.run([program, "analyze", clip, "--quiet", "--output", output], stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        sys.exit(f"failed: {program} analyze {clip}")
    return time.perf_counter() - started


def fetch(url):
    started = time.perf_counter()
    with urllib.request.urlopen(url) as response:
        while response.read(1 << 16):
            pass
    return time.perf_counter() - started


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    program, clip = sys.argv[1:3]
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    bytes_per_second = float(sys.argv[4]) * 1e6 if len(sys.argv) > 4 else 4e6
    ports = multiprocessing.Queue()
    server = multiprocessing.Process(target=serve, args=(clip, bytes_per_second, ports), daemon=True)
    server.start()
    url = f"http://127.0.0.1:{ports.get(timeout=10)}/{os.path.basename(clip)}"
    with tempfile.TemporaryDirectory() as folder:
        output = os.path.join(folder, "result.json")
        analyze(program, clip, output)
        turns = [
            (analyze(program, clip, output), fetch(url), analyze(program, url, output)) for _ in range(runs)]
    server.terminate()
    for name, times in zip(("analysis of the file", "download alone", "analysis of the URL"), zip(*turns)):
        print(f"{name:22} s  min {min(times):6.2f}  median {statistics.median(times):6.2f}  max {max(times):6.2f}")
    ratios = [both / max(file, download) for file, download, both in turns]
    print(f"URL / the longer of the two alone: median {statistics.median(ratios):.3f} "
          f"({min(ratios):.3f} to {max(ratios):.3f})")


if __name__ == "__main__":
    main()
