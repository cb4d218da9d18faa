"""Reads labelled frames from folders of pictures and YOLO labels.

A frame may have labels of objects, of the pitch, or both. A head is trained only on frames that have its labels.
"""

from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from .vocabulary import ALL_CLASSES, KEYPOINT_COUNT

PICTURE_ENDINGS = (".jpg", ".jpeg", ".png")


@dataclass
class Frame:
    """One picture with its labels. Boxes and points are in pixels of the picture."""

    path: Path
    # [n, 5]: class (or UNKNOWN for a person), x1, y1, x2, y2; None if objects are not labelled.
    objects: np.ndarray | None = None
    # [n, 4]: x1, y1, x2, y2 of regions that are masked: they train neither presence nor absence of an object.
    ignored: np.ndarray = field(default_factory=lambda: np.zeros((0, 4), np.float32))
    # [32, 3]: x, y, 1 if seen; None if the pitch is not labelled.
    keypoints: np.ndarray | None = None
    # How often the frame is drawn, relative to an ordinary one.
    weight: float = 1.0
    # The labelled classes: the absence of a box of these means the absence of an object.
    taught: frozenset = ALL_CLASSES
    # Whether it stands for a drawing, made anew for each sample.
    is_drawn: bool = False

    def picture(self):
        """Returns the picture, [h, w, 3] BGR."""
        picture = cv2.imread(str(self.path), cv2.IMREAD_COLOR)
        if picture is None:
            raise ValueError(f"{self.path}: cannot be read as a picture")
        return picture


def read_objects(path, width, height):
    """Reads normalised YOLO labels `class cx cy w h` -> [n, 5] class, x1, y1, x2, y2 in pixels."""
    rows = [line.split()[:5] for line in path.read_text().splitlines() if line.strip()]
    values = np.array(rows, np.float32).reshape(-1, 5)
    center, size = values[:, 1:3] * (width, height), values[:, 3:5] * (width, height)
    return np.concatenate([values[:, :1], center - size / 2, center + size / 2], axis=1)


def read_keypoints(path, width, height):
    """Reads normalised YOLO pose labels `class cx cy w h`, 32 x `x y v` -> [32, 3] x, y, seen. An empty file: none seen."""
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
    """Reads the frames of both folders. Merges frames with the same file name; skips the names in `excluded`."""
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
