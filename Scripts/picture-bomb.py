#!/usr/bin/env python3
"""Writes a small mp4 file with huge pictures. Tests/MinerTests/Resources/*-bomb.mp4 were made with it.

usage: Scripts/picture-bomb.py WIDTH HEIGHT FRAMES OUT.mp4

H.264 needs 8 bits for a grey macroblock, and about 50 bits for a whole picture of any size that repeats the previous one.
The first picture therefore codes a few macroblocks, and its decoder conceals the missing ones. All other pictures repeat it.
Needs ffmpeg, which puts the stream into the container. The syntax is that of ITU-T H.264, 7.3.2 to 7.3.5.
"""

import subprocess
import sys
import tempfile


class Bits:
    def __init__(self):
        self.text = ""

    def u(self, count, value):
        self.text += format(value, f"0{count}b") if count else ""
        return self

    def ue(self, *values):
        for value in values:
            code = format(value + 1, "b")
            self.text += "0" * (len(code) - 1) + code
        return self

    def unit(self, header):
        """Returns a NAL unit: the bits, a stop bit, and escapes against start codes."""
        text = self.text + "1"
        text += "0" * (-len(text) % 8)
        raw = bytes([header]) + bytes(int(text[i : i + 8], 2) for i in range(0, len(text), 8))
        unit, zeros = bytearray(), 0
        for byte in raw:
            if zeros == 2 and byte < 4:
                unit.append(3)
                zeros = 0
            unit.append(byte)
            zeros = zeros + 1 if byte == 0 else 0
        return b"\0\0\0\1" + bytes(unit)


def stream(width, height, frames):
    columns, rows = width // 16, height // 16
    parameters = Bits().u(8, 66).u(8, 0xC0).u(8, 62).ue(0, 0, 2, 1).u(1, 0).ue(columns - 1, rows - 1).u(4, 0b1100)
    yield parameters.unit(0x67)
    yield Bits().ue(0, 0).u(2, 0).ue(0, 0, 0).u(3, 0).ue(0, 0, 0).u(3, 0b100).unit(0x68)
    first = Bits().ue(0, 7, 0).u(4, 0).ue(0).u(2, 0).ue(0, 1)
    # Intra 16x16, predicted from the mean of the neighbours, without a residual.
    for _ in range(columns):
        first.ue(3, 0, 0).u(1, 1)
    yield first.unit(0x65)
    for number in range(1, frames):
        # All macroblocks are skipped.
        yield Bits().ue(0, 5, 0).u(4, number % 16).u(3, 0).ue(0, 1, columns * rows).unit(0x41)


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    width, height, frames = map(int, sys.argv[1:4])
    with tempfile.NamedTemporaryFile(suffix=".h264") as raw:
        raw.write(b"".join(stream(width, height, frames)))
        raw.flush()
        subprocess.run(
            ["ffmpeg", "-v", "error", "-y", "-r", "25", "-f", "h264", "-i", raw.name, "-c", "copy", "-bitexact",
             sys.argv[4]], check=True, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
