"""Measures quality on labelled frames: average precision as COCO defines it, and keypoint distances."""

import numpy as np

from .decoding import iou
from .vocabulary import CLASSES


def average_precision(found, truth, threshold):
    """Returns 101-point interpolated AP as COCO's. `found`: (frame, confidence, box) each; `truth`: {frame: [n, 4]}."""
    total = sum(len(boxes) for boxes in truth.values())
    if total == 0:
        return float("nan")
    taken = {frame: np.zeros(len(boxes), bool) for frame, boxes in truth.items()}
    hits = np.zeros(len(found))
    for rank, (frame, _, box) in enumerate(sorted(found, key=lambda f: -f[1])):
        boxes = truth.get(frame, np.zeros((0, 4)))
        if len(boxes) == 0:
            continue
        overlap = np.where(taken[frame], -1, iou(box, boxes))
        best = int(np.argmax(overlap))
        if overlap[best] >= threshold:
            taken[frame][best], hits[rank] = True, 1
    true_positives = np.cumsum(hits)
    recall = true_positives / total
    precision = true_positives / np.arange(1, len(found) + 1)
    precision = np.maximum.accumulate(precision[::-1])[::-1]
    at = np.searchsorted(recall, np.linspace(0, 1, 101), side="left")
    return float(np.mean([precision[i] if i < len(precision) else 0 for i in at]))


class Score:
    """Accumulates results frame by frame; keypoints are in pixels of a 1280-wide picture. `summary` returns the figures."""

    def __init__(self):
        self.found, self.truth = [[] for _ in CLASSES], [{} for _ in CLASSES]
        self.distances, self.labelled, self.false = [], 0, 0
        self.frames = 0

    def add_objects(self, found, truth):
        """Adds a frame. `found` [n, 6]: class, confidence, box; `truth` [m, 5]: class, box."""
        self.frames += 1
        for kind in range(len(CLASSES)):
            self.truth[kind][self.frames] = truth[truth[:, 0] == kind, 1:5]
            self.found[kind] += [(self.frames, row[1], row[2:6]) for row in found[found[:, 0] == kind]]

    def add_keypoints(self, found, truth, threshold=0.3):
        """Adds a frame. `found` [32, 3]: x, y, confidence; `truth` [32, 3]: x, y, seen."""
        seen, answered = truth[:, 2] > 0, found[:, 2] >= threshold
        self.labelled += int(seen.sum())
        self.false += int((answered & ~seen).sum())
        self.distances += list(np.hypot(*(found[seen & answered, :2] - truth[seen & answered, :2]).T))

    def summary(self):
        result = {}
        if self.frames:
            by_class = [average_precision(f, t, 0.5) for f, t in zip(self.found, self.truth)]
            result |= {f"map50_{name}": value for name, value in zip(CLASSES, by_class)}
            result["map50"] = float(np.nanmean(by_class))
            grid = [
                [average_precision(f, t, limit) for f, t in zip(self.found, self.truth)]
                for limit in np.arange(0.5, 0.96, 0.05)
            ]
            result["map50_95"] = float(np.nanmean(grid))
        if self.labelled:
            distances = np.array(self.distances) if self.distances else np.array([np.inf])
            result |= {
                "keypoints_found": len(self.distances) / self.labelled,
                "keypoints_false_per_labelled": self.false / self.labelled,
                "keypoints_mean_px": float(distances.mean()),
                "keypoints_median_px": float(np.median(distances)),
                "keypoints_pck10": float((distances < 10).sum() / self.labelled),
            }
        return result
