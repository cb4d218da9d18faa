"""Gives persons in shirts of one colour a class: what a person who looks at pseudo-labels would do by hand.

A teacher that has seen few referees calls those of another league players. Where nobody else on the pitch wears their
colour, one line puts it right:

    python -m scorevision_training.relabel runs/teacher --clips CLIP --hue 20 35 --to referee
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

from .frames import read_objects
from .vocabulary import CLASSES

# The shirt: this part of a box's width and height.
SHIRT = (slice(0.15, 0.5), slice(0.25, 0.75))


def share_of_colour(picture, box, low, high):
    """How much of the shirt has a hue (OpenCV's, 0 to 180) in the range, and is neither grey nor dark."""
    x1, y1, x2, y2 = box
    rows, columns = SHIRT
    part = picture[
        int(y1 + rows.start * (y2 - y1)) : int(y1 + rows.stop * (y2 - y1)) + 1,
        int(x1 + columns.start * (x2 - x1)) : int(x1 + columns.stop * (x2 - x1)) + 1,
    ]
    if part.size == 0:
        return 0.0
    hue, saturation, value = cv2.split(cv2.cvtColor(part, cv2.COLOR_BGR2HSV))
    return float(((hue >= low) & (hue <= high) & (saturation > 110) & (value > 120)).mean())


def main():
    parser = argparse.ArgumentParser(prog="python -m scorevision_training.relabel", description=__doc__)
    parser.add_argument("folder", type=Path, help="what the teacher wrote")
    parser.add_argument("--clips", nargs="+", required=True, help="only frames of these clips, by name without ending")
    parser.add_argument("--hue", type=int, nargs=2, required=True)
    parser.add_argument("--to", choices=CLASSES, required=True)
    parser.add_argument("--share", type=float, default=0.4)
    options = parser.parse_args()
    changed = 0
    for image in sorted((options.folder / "players/images").iterdir()):
        if not any(image.stem.startswith(clip) for clip in options.clips):
            continue
        picture = cv2.imread(str(image))
        labels = options.folder / "players/labels" / f"{image.stem}.txt"
        lines = [line for line in labels.read_text().splitlines() if line.strip()]
        for index, row in enumerate(read_objects(labels, picture.shape[1], picture.shape[0])):
            if share_of_colour(picture, np.clip(row[1:], 0, None), *options.hue) > options.share:
                lines[index] = " ".join([str(CLASSES.index(options.to)), *lines[index].split()[1:]])
                changed += 1
        labels.write_text("\n".join(lines) + "\n")
    print(f"{changed} labels changed")


if __name__ == "__main__":
    main()
