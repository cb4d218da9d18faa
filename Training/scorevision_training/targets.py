"""Makes the training targets of a frame: the four maps and their masks.

Peaks follow CenterNet (Zhou et al. 2019) with the elliptical Gaussians of TTFNet (Liu et al. 2020).
"""

import numpy as np

from .vocabulary import ALL_CLASSES, BOX_STRIDE, CLASSES, KEYPOINT_COUNT, KEYPOINT_STRIDE, UNKNOWN

# Standard deviation of an object's peak as a share of its size, and its minimum in cells.
SPREAD = 0.54 / 6
LEAST_SPREAD = 0.6
KEYPOINT_SPREAD = 1.0
# Cells on each side of a keypoint that learn the offset to it.
OFFSET_REACH = 2


def draw_peak(target, x, y, spread_x, spread_y):
    """Draws a Gaussian with 1 at the cell (x, y) by maximum. Returns its rows, its columns and its values."""
    height, width = target.shape
    rx, ry = int(np.ceil(3 * spread_x)), int(np.ceil(3 * spread_y))
    left, right, top, bottom = max(0, x - rx), min(width, x + rx + 1), max(0, y - ry), min(height, y + ry + 1)
    gy, gx = np.mgrid[top:bottom, left:right]
    peak = np.exp(-(((gx - x) / spread_x) ** 2 + ((gy - y) / spread_y) ** 2) / 2).astype(np.float32)
    window = target[top:bottom, left:right]
    np.maximum(window, peak, out=window)
    return slice(top, bottom), slice(left, right), peak


def object_targets(objects, ignored, taught, width, height):
    """Returns peaks [4, h, w], object_mask [4, h, w], boxes [4, h, w] x1 y1 x2 y2 in input pixels, box_weight [h, w]."""
    w, h = width // BOX_STRIDE, height // BOX_STRIDE
    peaks = np.zeros((len(CLASSES), h, w), np.float32)
    mask = np.ones((len(CLASSES), h, w), np.float32)
    boxes = np.zeros((4, h, w), np.float32)
    weight = np.zeros((h, w), np.float32)
    for x1, y1, x2, y2 in ignored / BOX_STRIDE:
        mask[:, max(0, int(y1)) : max(0, int(np.ceil(y2))), max(0, int(x1)) : max(0, int(np.ceil(x2)))] = 0
    mask[list(ALL_CLASSES - taught)] = 0
    # Draw large objects first, so that a small object in front of a large one keeps its box.
    for index in np.argsort(-(objects[:, 3] - objects[:, 1]) * (objects[:, 4] - objects[:, 2])):
        kind, box = int(objects[index, 0]), objects[index, 1:]
        x1, y1, x2, y2 = box / BOX_STRIDE
        x, y = int((x1 + x2) / 2), int((y1 + y2) / 2)
        if not (0 <= x < w and 0 <= y < h):
            continue
        spread = max(LEAST_SPREAD, (x2 - x1) * SPREAD), max(LEAST_SPREAD, (y2 - y1) * SPREAD)
        if kind == UNKNOWN:
            # A person of unknown class: train the box, but mask all classes there.
            rows = slice(max(0, int(y1)), max(0, int(np.ceil(y2))))
            columns = slice(max(0, int(x1)), max(0, int(np.ceil(x2))))
            mask[:, rows, columns] = 0
            rows, columns, peak = draw_peak(np.zeros((h, w), np.float32), x, y, *spread)
        else:
            rows, columns, peak = draw_peak(peaks[kind], x, y, *spread)
        taught = peak > 0.3
        boxes[:, rows, columns] = np.where(taught, box[:, None, None], boxes[:, rows, columns])
        weight[rows, columns] = np.where(taught, peak / peak[taught].sum(), weight[rows, columns])
    # A peak always counts, even in an ignored region.
    mask[peaks > 0.3] = 1
    return peaks, mask, boxes, weight


def keypoint_targets(keypoints, width, height):
    """Returns peaks [32, h, w], offsets [2, h, w] in cells, and offset_weight [h, w]."""
    w, h = width // KEYPOINT_STRIDE, height // KEYPOINT_STRIDE
    peaks = np.zeros((KEYPOINT_COUNT, h, w), np.float32)
    offsets = np.zeros((2, h, w), np.float32)
    nearest = np.full((h, w), np.inf, np.float32)
    for index in np.flatnonzero(keypoints[:, 2]):
        px, py = keypoints[index, :2] / KEYPOINT_STRIDE
        x, y = int(px), int(py)
        if not (0 <= x < w and 0 <= y < h):
            continue
        draw_peak(peaks[index], x, y, KEYPOINT_SPREAD, KEYPOINT_SPREAD)
        rows = slice(max(0, y - OFFSET_REACH), y + OFFSET_REACH + 1)
        columns = slice(max(0, x - OFFSET_REACH), x + OFFSET_REACH + 1)
        gy, gx = np.mgrid[0:h, 0:w][:, rows, columns]
        dx, dy = px - (gx + 0.5), py - (gy + 0.5)
        distance = dx**2 + dy**2
        closer = distance < nearest[rows, columns]
        nearest[rows, columns] = np.where(closer, distance, nearest[rows, columns])
        offsets[0, rows, columns] = np.where(closer, dx, offsets[0, rows, columns])
        offsets[1, rows, columns] = np.where(closer, dy, offsets[1, rows, columns])
    weight = np.where(np.isfinite(nearest), np.exp(-nearest / 2), 0).astype(np.float32)
    return peaks, offsets, weight
