"""Pseudo-labels clips that nobody labelled, with the boxes of a larger detector that neighbouring frames confirm.

The teacher (an Ultralytics-style ONNX export, 4 classes, [1, 8, n]) runs on the whole frame and on four overlapping quarters,
each also mirrored. A confident box that a neighbouring frame confirms becomes a person. Any other box becomes a masked region.
The teacher's class is used if one class is confident and no other is likely. Otherwise the person is of class `UNKNOWN`,
which trains the box but no class.
"""

import argparse
import json
from pathlib import Path

import cv2
import numpy as np
import openvino as ov

from .decoding import iou, suppress
from .picture import letterbox, warp
from .vocabulary import BALL, CLASSES, UNKNOWN

SURE, UNSURE, OVERLAP = 0.45, 0.10, 0.55
# A box is part of a person if more than this share of it lies in that person's larger box.
PART = 0.7
# A class is used if its confidence exceeds the first value and that of the next class is below the second.
CLASS_SURE, CLASS_DOUBT = 0.5, 0.15
# Distance in frames to the neighbours that must confirm the boxes of a labelled frame.
NEIGHBOUR = 2


class Teacher:
    def __init__(self, path):
        self.model = ov.Core().compile_model(str(path), "CPU")
        _, _, self.height, self.width = self.model.input(0).shape

    def look(self, picture, left, top, right, bottom):
        """Returns persons in a part of the picture: [n, 8] confidence, box in the picture's pixels, confidence by class."""
        part = picture[top:bottom, left:right]
        matrix = letterbox(part.shape[1], part.shape[0], self.width, self.height)
        view = warp(part, matrix, self.width, self.height)
        found = []
        for mirrored in (False, True):
            seen = np.ascontiguousarray(view[:, ::-1] if mirrored else view)
            blob = seen[..., ::-1].transpose(2, 0, 1)[None].astype(np.float32) / 255
            output = self.model(blob)[0][0]
            classes = np.delete(output[4:], BALL, axis=0)
            persons = classes.max(axis=0)
            keep = persons > UNSURE
            cx, cy, w, h = output[:4, keep]
            if mirrored:
                cx = self.width - cx
            found.append(np.stack([persons[keep], cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2, *classes[:, keep]], 1))
        found = np.concatenate(found)
        found[:, 1:5] = (found[:, 1:5] - np.tile(matrix[:, 2], 2)) / matrix[0, 0]
        # A box at an inner edge of the part is cut off; another part shows the whole person.
        height, width = picture.shape[:2]
        cut = (
            ((found[:, 1] < 3) & (left > 0)) | ((found[:, 2] < 3) & (top > 0))
            | ((found[:, 3] > right - left - 3) & (right < width)) | ((found[:, 4] > bottom - top - 3) & (bottom < height))
        )
        found = found[~cut]
        found[:, 1:5] += (left, top, left, top)
        return found

    def persons(self, picture):
        height, width = picture.shape[:2]
        parts = [(0, 0, width, height)]
        w, h = int(width * 0.58), int(height * 0.58)
        parts += [(x, y, x + w, y + h) for x in (0, width - w) for y in (0, height - h)]
        found = np.concatenate([self.look(picture, *part) for part in parts])
        kept, _ = suppress(found[:, 1:5], found[:, 0], np.ones(len(found), bool), OVERLAP, 0)
        return whole(found[kept])


def whole(found):
    """Removes boxes inside larger ones: in enlarged parts, the teacher takes legs and shirts for persons."""
    areas = (found[:, 3] - found[:, 1]) * (found[:, 4] - found[:, 2])
    kept = []
    for index, box in enumerate(found[:, 1:5]):
        overlap = np.maximum(np.minimum(box[2:], found[:, 3:5]) - np.maximum(box[:2], found[:, 1:3]), 0).prod(axis=1)
        kept.append(not np.any((overlap > PART * areas[index]) & (areas > areas[index]) & (found[:, 0] > UNSURE * 2)))
    return found[np.array(kept, bool)]


def supported(found, neighbour):
    """Returns [n] bool: which boxes also appear in the neighbouring frame, near the same place."""
    sure = neighbour[neighbour[:, 0] > UNSURE * 2, 1:5]
    return np.array([len(sure) > 0 and iou(box, sure).max() > 0.25 for box in found[:, 1:5]], bool)


def label(teacher, before, picture, after):
    """Returns [n, 5]: class and box of the labelled persons; and [m, 4]: masked boxes."""
    found = teacher.persons(picture)
    support = supported(found, teacher.persons(before)) | supported(found, teacher.persons(after))
    taught = (found[:, 0] > SURE) & support
    classes = np.sort(found[:, 5:], axis=1)
    believed = (classes[:, -1] > CLASS_SURE) & (classes[:, -2] < CLASS_DOUBT)
    kinds = np.where(believed, found[:, 5:].argmax(axis=1) + BALL + 1, UNKNOWN)
    return np.concatenate([kinds[:, None], found[:, 1:5]], axis=1)[taught], found[~taught, 1:5]


def write(folder, name, picture, persons, ignored, width):
    """Writes one frame, at most `width` pixels wide."""
    scale = min(1, width / picture.shape[1])
    if scale < 1:
        picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    height, width = picture.shape[:2]
    cv2.imwrite(str(folder / "images" / f"{name}.jpg"), picture, [cv2.IMWRITE_JPEG_QUALITY, 92])
    lines = []
    for kind, x1, y1, x2, y2 in persons * (1, scale, scale, scale, scale):
        values = ((x1 + x2) / 2 / width, (y1 + y2) / 2 / height, (x2 - x1) / width, (y2 - y1) / height)
        lines.append(f"{kind:.0f} " + " ".join(f"{value:.6f}" for value in values))
    (folder / "labels" / f"{name}.txt").write_text("\n".join(lines) + "\n")
    regions = [" ".join(f"{value:.1f}" for value in box) for box in ignored * scale]
    (folder / "ignored" / f"{name}.txt").write_text("\n".join(regions) + ("\n" if regions else ""))


def main():
    parser = argparse.ArgumentParser(prog="python -m scorevision_training.teacher", description=__doc__)
    parser.add_argument("clips", type=Path, nargs="+")
    parser.add_argument("--model", type=Path, required=True, help="ONNX file of the teacher")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--every", type=int, default=20, help="label every Nth frame")
    parser.add_argument("--weight", type=float, default=1.0, help="weight of the frames in training")
    options = parser.parse_args()
    teacher = Teacher(options.model)
    folder = options.output / "players"
    for kind in ("images", "labels", "ignored"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
    for clip in options.clips:
        reader, frames = cv2.VideoCapture(str(clip)), []
        index = -1
        while True:
            read, picture = reader.read()
            if not read:
                break
            index += 1
            if index % options.every <= 2 * NEIGHBOUR:
                frames.append(picture)
            if len(frames) == 2 * NEIGHBOUR + 1:
                picture = frames[NEIGHBOUR]
                persons, ignored = label(teacher, frames[0], picture, frames[-1])
                write(folder, f"{clip.stem}_{index - NEIGHBOUR:05d}", picture, persons, ignored, 1280)
                frames = []
        print(clip.name, index + 1, "frames", flush=True)
    facts = {"weight": options.weight, "taught": [name for name in CLASSES if name != CLASSES[BALL]], "teacher": options.model.name}
    (options.output / "extra.json").write_text(json.dumps(facts, indent=2) + "\n")


if __name__ == "__main__":
    main()
