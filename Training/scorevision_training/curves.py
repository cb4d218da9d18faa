"""Draws the log of a run, losses and validation figures over epochs, as a PNG beside the log."""

import argparse
import json
from pathlib import Path

import cv2
import numpy as np

CLASSES = ("player", "goalkeeper", "referee", "ball")
PANELS = (
    ("loss", ("objects", "boxes", "keypoints", "offsets"), 3.0),
    ("players: average precision at IoU 0.5", tuple(f"players: map50_{name}" for name in CLASSES), 1.0),
    ("world/players: average precision at IoU 0.5", tuple(f"world/players: map50_{name}" for name in CLASSES), 1.0),
    ("keypoints: mean px at 1280", ("pitch: keypoints_mean_px", "world/pitch: keypoints_mean_px"), 20.0),
)
COLOURS = ((180, 119, 31), (14, 127, 255), (44, 160, 44), (40, 39, 214))
WIDTH, HEIGHT, MARGIN = 460, 300, 40


def panel(title, names, highest, lines):
    canvas = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    last = max(line["epoch"] for line in lines) or 1
    cv2.rectangle(canvas, (MARGIN, MARGIN), (WIDTH - 10, HEIGHT - 30), (200, 200, 200), 1)
    cv2.putText(canvas, title, (MARGIN, 20), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (0, 0, 0), 1, cv2.LINE_AA)
    for share in (0, 0.5, 1):
        y = int(HEIGHT - 30 - share * (HEIGHT - 30 - MARGIN))
        cv2.putText(canvas, f"{share * highest:g}", (4, y + 4), cv2.FONT_HERSHEY_SIMPLEX, 0.35, (0, 0, 0), 1, cv2.LINE_AA)
    cv2.putText(canvas, f"epoch {last}", (WIDTH - 80, HEIGHT - 12), cv2.FONT_HERSHEY_SIMPLEX, 0.35, (0, 0, 0), 1, cv2.LINE_AA)
    for index, name in enumerate(names):
        points = [(line["epoch"], min(line[name], highest)) for line in lines if name in line]
        if not points:
            continue
        scaled = [
            (MARGIN + e / last * (WIDTH - 10 - MARGIN), HEIGHT - 30 - v / highest * (HEIGHT - 30 - MARGIN)) for e, v in points
        ]
        cv2.polylines(canvas, [np.array(scaled, np.int32).reshape(-1, 1, 2)], False, COLOURS[index], 1, cv2.LINE_AA)
        cv2.putText(canvas, name.replace("map50_", ""), (WIDTH - 210, MARGIN + 16 + 14 * index), cv2.FONT_HERSHEY_SIMPLEX, 0.38, COLOURS[index], 1, cv2.LINE_AA)
    return canvas


def main():
    parser = argparse.ArgumentParser(prog="python -m scorevision_training.curves", description=__doc__)
    parser.add_argument("run", type=Path)
    run = parser.parse_args().run
    lines = [json.loads(line) for line in (run / "log.jsonl").read_text().splitlines()]
    cv2.imwrite(str(run / "curves.png"), np.hstack([panel(*p, lines) for p in PANELS]))
    print(run / "curves.png")


if __name__ == "__main__":
    main()
