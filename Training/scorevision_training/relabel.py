"""Corrects the class of persons in shirts of one colour, as a person who checks pseudo-labels would do by hand.

A teacher that has seen few referees classifies those of another league as players. If nobody else on the pitch wears their
colour, one command corrects it:

    python -m scorevision_training.relabel runs/teacher --clips CLIP --hue 20 35 --to referee
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

from .frames import read_objects
from .vocabulary import CLASSES

# The part of a box's height and width that shows the shirt.
SHIRT = (slice(0.15, 0.5), slice(0.25, 0.75))


def share_of_colour(picture, box, hue, saturation, value):
    """Returns the share of the shirt within three ranges of OpenCV's HSV. A hue range from high to low contains red."""
    x1, y1, x2, y2 = box
    rows, columns = SHIRT
    part = picture[
        int(y1 + rows.start * (y2 - y1)) : int(y1 + rows.stop * (y2 - y1)) + 1,
        int(x1 + columns.start * (x2 - x1)) : int(x1 + columns.stop * (x2 - x1)) + 1,
    ]
    if part.size == 0:
        return 0.0
    channels = cv2.split(cv2.cvtColor(part, cv2.COLOR_BGR2HSV))
    inside = [(c >= low) & (c <= high) if low <= high else (c >= low) | (c <= high)
              for c, (low, high) in zip(channels, (hue, saturation, value))]
    return float(np.logical_and.reduce(inside).mean())


def main():
    parser = argparse.ArgumentParser(prog="python -m scorevision_training.relabel", description=__doc__)
    parser.add_argument("folder", type=Path, help="output folder of the teacher")
    parser.add_argument("--clips", nargs="+", required=True, help="change only frames of these clips (names without extension)")
    parser.add_argument("--hue", type=int, nargs=2, default=(0, 180), help="from 0 to 180; 172 8 is red")
    parser.add_argument("--saturation", type=int, nargs=2, default=(110, 255))
    parser.add_argument("--value", type=int, nargs=2, default=(120, 255))
    parser.add_argument("--area", type=float, nargs=4, default=(0, 0, 1, 1),
                        help="change only boxes whose centre is in x1 y1 x2 y2, as shares of the picture")
    parser.add_argument("--to", choices=(*CLASSES, "unknown"), required=True)
    parser.add_argument("--share", type=float, default=0.4, help="minimum share of the shirt in these ranges")
    options = parser.parse_args()
    changed = 0
    for image in sorted((options.folder / "players/images").iterdir()):
        if not any(image.stem.startswith(clip) for clip in options.clips):
            continue
        picture = cv2.imread(str(image))
        labels = options.folder / "players/labels" / f"{image.stem}.txt"
        lines = [line for line in labels.read_text().splitlines() if line.strip()]
        for index, row in enumerate(read_objects(labels, picture.shape[1], picture.shape[0])):
            box = np.clip(row[1:], 0, None)
            middle = (box[:2] + box[2:]) / 2 / (picture.shape[1], picture.shape[0])
            if np.any(middle < options.area[:2]) or np.any(middle > options.area[2:]):
                continue
            if share_of_colour(picture, box, options.hue, options.saturation, options.value) > options.share:
                lines[index] = " ".join([str((*CLASSES, "unknown").index(options.to)), *lines[index].split()[1:]])
                changed += 1
        labels.write_text("\n".join(lines) + "\n")
    print(f"{changed} labels changed")


if __name__ == "__main__":
    main()
