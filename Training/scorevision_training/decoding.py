"""From the maps to boxes and keypoints: the same reading as the program's, in NumPy."""

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


def suppress(boxes, scores, threshold):
    """Greedy non-maximum suppression: the indices kept, best first."""
    order = np.argsort(-scores, kind="stable")
    kept = []
    while len(order):
        kept.append(order[0])
        order = order[1:][iou(boxes[order[0]], boxes[order[1:]]) <= threshold]
    return np.array(kept, int)


def local_maxima(maps):
    """[c, h, w] -> bool: no neighbour of the 3x3 is higher."""
    padded = np.pad(maps, ((0, 0), (1, 1), (1, 1)), constant_values=-np.inf)
    height, width = maps.shape[1:]
    best = maps.copy()
    for dy in range(3):
        for dx in range(3):
            np.maximum(best, padded[:, dy : dy + height, dx : dx + width], out=best)
    return maps >= best


def mean_boxes(heat, boxes, y, x):
    """[n, 4]: of each cell the mean box that it and its four neighbours give, by their probability squared."""
    height, width = heat.shape
    total, weights = np.zeros((len(y), 4)), np.zeros(len(y))
    for dy, dx in ((0, 0), (0, -1), (0, 1), (-1, 0), (1, 0)):
        inside = (y + dy >= 0) & (y + dy < height) & (x + dx >= 0) & (x + dx < width)
        ny, nx = np.clip(y + dy, 0, height - 1), np.clip(x + dx, 0, width - 1)
        sides = np.exp(np.clip(boxes[:, ny, nx], -6, 6)) * BOX_STRIDE
        cx, cy = (nx + 0.5) * BOX_STRIDE, (ny + 0.5) * BOX_STRIDE
        weight = sigmoid(heat[ny, nx]) ** 2 * inside
        total += weight[:, None] * np.stack([cx - sides[0], cy - sides[1], cx + sides[2], cy + sides[3]], 1)
        weights += weight
    return total / weights[:, None]


def decode_objects(objects, boxes, threshold=0.01, overlap=0.6):
    """-> [n, 6] class, confidence, x1, y1, x2, y2 in input pixels, best first within a class."""
    logit = np.log(threshold / (1 - threshold))
    found = []
    peaks = local_maxima(objects) & (objects > logit)
    for kind in range(len(CLASSES)):
        y, x = np.nonzero(peaks[kind])
        if len(y) == 0:
            continue
        corners = mean_boxes(objects[kind], boxes, y, x)
        scores = sigmoid(objects[kind, y, x])
        kept = suppress(corners, scores, overlap)
        found.append(np.concatenate([np.full((len(kept), 1), kind), scores[kept, None], corners[kept]], 1))
    return np.concatenate(found) if found else np.zeros((0, 6))


def decode_keypoints(keypoints, offsets):
    """-> [32, 3] x, y in input pixels and confidence."""
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
