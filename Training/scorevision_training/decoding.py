"""Decodes the output maps into boxes and keypoints with NumPy, as the program does."""

import numpy as np

from .vocabulary import BOX_STRIDE, CLASSES, KEYPOINT_STRIDE


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def iou(box, boxes):
    overlap = np.maximum(np.minimum(box[2], boxes[:, 2]) - np.maximum(box[0], boxes[:, 0]), 0) * np.maximum(
        np.minimum(box[3], boxes[:, 3]) - np.maximum(box[1], boxes[:, 1]), 0
    )
    area = (box[2] - box[0]) * (box[3] - box[1])
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    return overlap / np.maximum(area + areas - overlap, 1e-9)


def suppress(boxes, scores, peaks, threshold, least):
    """Greedy non-maximum suppression. Returns the kept indices, best first, and their scores.

    Scores of cells that are no peak decrease with the overlap of a better box (Soft-NMS, Bodla et al. 2017). Scores below
    `least` are dropped.
    """
    kept, faded = [], []
    for index in np.argsort(-scores, kind="stable"):
        overlap = iou(boxes[index], boxes[kept]).max() if kept else 0.0
        score = scores[index] * (1.0 if peaks[index] else (1 - overlap) ** 2)
        if overlap <= threshold and score >= least:
            kept.append(index)
            faded.append(score)
    order = np.argsort(-np.array(faded), kind="stable")
    return np.array(kept, int)[order], np.array(faded)[order]


def local_maxima(maps):
    """[c, h, w] -> bool: True where no cell of the 3x3 neighbourhood is higher."""
    padded = np.pad(maps, ((0, 0), (1, 1), (1, 1)), constant_values=-np.inf)
    height, width = maps.shape[1:]
    best = maps.copy()
    for dy in range(3):
        for dx in range(3):
            np.maximum(best, padded[:, dy : dy + height, dx : dx + width], out=best)
    return maps >= best


def iou_of_pairs(a, b):
    """IoU of each pair of boxes: [n, 4], [n, 4] -> [n]."""
    overlap = np.prod(np.maximum(np.minimum(a[:, 2:], b[:, 2:]) - np.maximum(a[:, :2], b[:, :2]), 0), axis=1)
    areas = np.prod(a[:, 2:] - a[:, :2], axis=1) + np.prod(b[:, 2:] - b[:, :2], axis=1)
    return overlap / np.maximum(areas - overlap, 1e-9)


def cell_boxes(boxes, y, x):
    """Returns [n, 4]: the box that each cell predicts, in input pixels."""
    sides = np.exp(np.clip(boxes[:, y, x], -6, 6))
    cx, cy = x + 0.5, y + 0.5
    return np.stack([cx - sides[0], cy - sides[1], cx + sides[2], cy + sides[3]], 1) * BOX_STRIDE


def mean_boxes(heat, boxes, y, x):
    """Returns [n, 4]: for each cell, the weighted mean of its box and those of its four neighbours.

    The weight is the squared product of a cell's probability and the overlap of its box with the centre cell's box, because a
    neighbour may predict another object.
    """
    height, width = heat.shape
    own = cell_boxes(boxes, y, x)
    total, weights = np.zeros((len(y), 4)), np.zeros(len(y))
    for dy, dx in ((0, 0), (0, -1), (0, 1), (-1, 0), (1, 0)):
        inside = (y + dy >= 0) & (y + dy < height) & (x + dx >= 0) & (x + dx < width)
        ny, nx = np.clip(y + dy, 0, height - 1), np.clip(x + dx, 0, width - 1)
        other = cell_boxes(boxes, ny, nx)
        weight = (sigmoid(heat[ny, nx]) * iou_of_pairs(own, other)) ** 2 * inside
        total += weight[:, None] * other
        weights += weight
    return total / weights[:, None]


def logit(probability):
    return np.log(probability / (1 - probability))


def decode_objects(objects, boxes, threshold=0.01, overlap=0.55, densely=0.05):
    """Returns [n, 6]: class, confidence, x1, y1, x2, y2 in input pixels, best first within a class.

    Candidates are peaks above the threshold, and all cells of at least `densely`: if one player stands behind another, only
    one of them may have a peak.
    """
    found = []
    peaks = local_maxima(objects)
    counts = (peaks & (objects > logit(threshold))) | (objects > logit(max(densely, threshold)))
    for kind in range(len(CLASSES)):
        y, x = np.nonzero(counts[kind])
        if len(y) == 0:
            continue
        corners = mean_boxes(objects[kind], boxes, y, x)
        scores = sigmoid(objects[kind, y, x])
        kept, scores = suppress(corners, scores, peaks[kind, y, x], overlap, threshold)
        found.append(np.concatenate([np.full((len(kept), 1), kind), scores[:, None], corners[kept]], 1))
    return np.concatenate(found) if found else np.zeros((0, 6))


def decode_keypoints(keypoints, offsets):
    """Returns [32, 3]: x, y in input pixels, and confidence."""
    height, width = keypoints.shape[1:]
    result = np.zeros((len(keypoints), 3))
    for index, heat in enumerate(keypoints):
        y, x = np.unravel_index(np.argmax(heat), heat.shape)
        rows, columns = slice(max(0, y - 1), min(height, y + 2)), slice(max(0, x - 1), min(width, x + 2))
        gy, gx = np.mgrid[0:height, 0:width][:, rows, columns]
        weight = sigmoid(heat[rows, columns])
        px = ((gx + 0.5 + offsets[0, rows, columns]) * weight).sum() / weight.sum()
        py = ((gy + 0.5 + offsets[1, rows, columns]) * weight).sum() / weight.sum()
        result[index] = px * KEYPOINT_STRIDE, py * KEYPOINT_STRIDE, sigmoid(heat[y, x])
    return result
