"""Labelled frames: what a folder of pictures and YOLO labels says, as one list.

A frame may carry labels of objects, of the pitch, or both; a head is only taught by frames that carry its labels.
"""

from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from .vocabulary import ALL_CLASSES, KEYPOINT_COUNT

PICTURE_ENDINGS = (".jpg", ".jpeg", ".png")


@dataclass
class Frame:
    """One picture and what is known of it. Boxes and points are in pixels of the picture."""

    path: Path
    # [n, 5]: class (or UNKNOWN, a person), x1, y1, x2, y2; None where objects were not labelled.
    objects: np.ndarray | None = None
    # [n, 4]: x1, y1, x2, y2 of regions where no object is taught, neither its presence nor its absence.
    ignored: np.ndarray = field(default_factory=lambda: np.zeros((0, 4), np.float32))
    # [32, 3]: x, y, 1 where seen; None where the pitch was not labelled.
    keypoints: np.ndarray | None = None
    # How much more often the frame is drawn than an ordinary one.
    weight: float = 1.0
    # The classes that were labelled: where one of them has no box, there is none.
    taught: frozenset = ALL_CLASSES
    # Whether it stands for a drawing, made anew for each sample.
    is_drawn: bool = False

    def picture(self):
        """The picture, [h, w, 3] BGR."""
        picture = cv2.imread(str(self.path), cv2.IMREAD_COLOR)
        if picture is None:
            raise ValueError(f"{self.path}: not a picture that can be read")
        return picture


def read_objects(path, width, height):
    """YOLO labels `class cx cy w h`, normalised -> [n, 5] class, x1, y1, x2, y2 in pixels."""
    rows = [line.split()[:5] for line in path.read_text().splitlines() if line.strip()]
    values = np.array(rows, np.float32).reshape(-1, 5)
    center, size = values[:, 1:3] * (width, height), values[:, 3:5] * (width, height)
    return np.concatenate([values[:, :1], center - size / 2, center + size / 2], axis=1)


def read_keypoints(path, width, height):
    """YOLO pose labels `class cx cy w h` and 32 x `x y v`, normalised -> [32, 3] x, y, seen; no line: none seen."""
    result = np.zeros((KEYPOINT_COUNT, 3), np.float32)
    lines = [line for line in path.read_text().splitlines() if line.strip()]
    if lines:
        values = np.array(lines[0].split(), np.float32)[5:].reshape(KEYPOINT_COUNT, 3)
        seen = values[:, 2] > 0
        result[seen, :2] = values[seen, :2] * (width, height)
        result[seen, 2] = 1
    return result


def pictures_in(folder):
    images = Path(folder) / "images"
    if not images.is_dir():
        raise ValueError(f"{images}: no such folder; a labelled set has images/ and labels/")
    return sorted(p for p in images.iterdir() if p.suffix.lower() in PICTURE_ENDINGS)


def read_frames(players=None, pitch=None, excluded=()):
    """The frames of both folders, those with the same file name made one; names in `excluded` are left out."""
    frames = {}
    for folder, kind in ((players, "objects"), (pitch, "keypoints")):
        if folder is None:
            continue
        for path in pictures_in(folder):
            if path.stem in excluded:
                continue
            labels = Path(folder) / "labels" / f"{path.stem}.txt"
            if not labels.exists():
                continue
            frame = frames.setdefault(path.stem, Frame(path))
            height, width = frame.picture().shape[:2]
            reader = read_objects if kind == "objects" else read_keypoints
            setattr(frame, kind, reader(labels, width, height))
    return [frames[name] for name in sorted(frames)]
