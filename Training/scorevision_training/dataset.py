"""Turns frames into training samples: framing, augmentation and targets."""

import cv2
import numpy as np
import torch

from .augmentation import photometric
from .drawn_pitch import drawn_frame
from .framing import random_framing
from .picture import to_yuv, warp
from .targets import keypoint_targets, object_targets
from .vocabulary import FLIP_INDICES


# A box is a target if at least the first share of it is visible, and is masked if at least the second share is.
SEEN, HARDLY_SEEN = 0.4, 0.08


def transform_objects(objects, matrix, width, height):
    """Transforms boxes by a 2x3 matrix and clips them. -> [n, 5] targets, [m, 4] boxes that are mostly out of view."""
    if len(objects) == 0:
        return objects, np.zeros((0, 4), np.float32)
    x1, y1, x2, y2 = objects[:, 1:5].T
    corners = np.stack([np.stack([x1, y1], 1), np.stack([x2, y1], 1), np.stack([x2, y2], 1), np.stack([x1, y2], 1)], 1)
    if abs(matrix[0, 1]) < 1e-9 and abs(matrix[1, 0]) < 1e-9:
        moved = corners @ matrix[:, :2].T + matrix[:, 2]
    else:
        # The bounds of a rotated box are larger than its object: move the centre, keep the box upright, scale its sides.
        center = corners.mean(axis=1, keepdims=True)
        scale_x, scale_y = np.hypot(matrix[0, 0], matrix[1, 0]), np.hypot(matrix[0, 1], matrix[1, 1])
        moved = (corners - center) * (scale_x, scale_y) + (center @ matrix[:, :2].T + matrix[:, 2])
    low, high = moved.min(axis=1), moved.max(axis=1)
    area = np.prod(high - low, axis=1)
    low, high = np.clip(low, 0, (width, height)), np.clip(high, 0, (width, height))
    seen = np.prod(np.maximum(high - low, 0), axis=1) / np.maximum(area, 1e-6)
    clipped = np.concatenate([objects[:, :1], low, high], axis=1).astype(np.float32)
    return clipped[seen > SEEN], clipped[(seen > HARDLY_SEEN) & (seen <= SEEN), 1:]


def hidden_by(objects, covered):
    """Returns [n] bool: which objects [n, 5] are covered by more than a third by one of the rectangles [m, 4]."""
    if len(covered) == 0 or len(objects) == 0:
        return np.zeros(len(objects), bool)
    boxes = objects[:, None, 1:]
    sides = np.minimum(boxes[..., 2:], covered[:, 2:]) - np.maximum(boxes[..., :2], covered[:, :2])
    area = np.prod(objects[:, 3:5] - objects[:, 1:3], axis=1)
    return np.prod(np.maximum(sides, 0), axis=2).max(axis=1) > area / 3


def transform_keypoints(keypoints, matrix, flip, width, height):
    """Transforms keypoints by a 2x3 matrix. Marks those outside the input as not seen; reorders those of a mirrored pitch."""
    result = keypoints.copy()
    result[:, :2] = keypoints[:, :2] @ matrix[:, :2].T + matrix[:, 2]
    inside = (result[:, 0] >= 0) & (result[:, 1] >= 0) & (result[:, 0] < width) & (result[:, 1] < height)
    result[:, 2] *= inside
    return result[list(FLIP_INDICES)] if flip else result


# Share of the samples that keep the framing of the labelled picture, and the share in the last epochs of a run: a small
# network must be good at the size that it will be used at.
UNFRAMED, UNFRAMED_LAST = 0.3, 0.4


class Samples(torch.utils.data.Dataset):
    """Training samples from a list of frames; sample i of epoch e is the same on every machine.

    From epoch `settles_at` on, more samples keep their original framing.
    """

    def __init__(self, frames, width, height, seed, settles_at):
        self.frames, self.width, self.height, self.seed, self.settles_at = frames, width, height, seed, settles_at
        self.epoch = 0
        self.cache = {}

    def __len__(self):
        return len(self.frames)

    def picture(self, index):
        """Decodes a picture from cached JPEG bytes: a decoded set does not fit into the memory of a small machine."""
        if index not in self.cache:
            self.cache[index] = np.fromfile(self.frames[index].path, np.uint8)
        return cv2.imdecode(self.cache[index], cv2.IMREAD_COLOR)

    def __getitem__(self, item):
        index, epoch = item if isinstance(item, tuple) else (item, self.epoch)
        rng = np.random.default_rng((self.seed, epoch, index))
        frame = self.frames[index]
        frame, picture = drawn_frame(rng) if frame.is_drawn else (frame, self.picture(index))
        source_height, source_width = picture.shape[:2]
        unframed = UNFRAMED if epoch < self.settles_at else UNFRAMED_LAST
        # Frames without labels of a kind still get its maps, with weight 0, so that all frames fit into one batch.
        objects = frame.objects if frame.objects is not None else np.zeros((0, 5), np.float32)
        matrix, flip = random_framing(
            rng, frame.objects, source_width, source_height, self.width, self.height, unframed
        )
        moved, cut = transform_objects(objects, matrix, self.width, self.height)
        regions = transform_objects(np.pad(frame.ignored, ((0, 0), (1, 0))), matrix, self.width, self.height)[0][:, 1:]
        picture = warp(picture, matrix, self.width, self.height)
        picture, covered = photometric(rng, picture, moved)
        hidden = hidden_by(moved, covered)
        ignored = np.concatenate([regions, cut, moved[hidden, 1:]])
        sample = {"picture": torch.from_numpy(to_yuv(picture))}
        peaks, mask, boxes, weight = object_targets(moved[~hidden], ignored, frame.taught, self.width, self.height)
        known = frame.objects is not None
        sample["objects"], sample["object_mask"] = torch.from_numpy(peaks), torch.from_numpy(mask * known)
        sample["boxes"], sample["box_weight"] = torch.from_numpy(boxes), torch.from_numpy(weight * known)
        known = frame.keypoints is not None
        keypoints = frame.keypoints if known else np.zeros((32, 3), np.float32)
        moved = transform_keypoints(keypoints, matrix, flip, self.width, self.height)
        peaks, offsets, weight = keypoint_targets(moved, self.width, self.height)
        sample["keypoints"], sample["keypoint_mask"] = torch.from_numpy(peaks), torch.tensor(float(known))
        sample["offsets"], sample["offset_weight"] = torch.from_numpy(offsets), torch.from_numpy(weight * known)
        return sample


class EpochSampler(torch.utils.data.Sampler):
    """Draws frames by weight. The order depends only on the seed and the epoch. `samples` is the number per epoch."""

    def __init__(self, frames, seed, samples=None):
        self.weights = np.array([f.weight for f in frames], np.float64)
        if samples:
            self.weights *= samples / self.weights.sum()
        self.seed, self.epoch = seed, 0

    def __len__(self):
        return int(round(self.weights.sum()))

    def __iter__(self):
        rng = np.random.default_rng((self.seed, self.epoch, 7))
        whole = np.floor(self.weights).astype(int)
        extra = rng.random(len(whole)) < self.weights - whole
        order = np.repeat(np.arange(len(whole)), whole + extra)
        rng.shuffle(order)
        return iter([(int(i), self.epoch) for i in order])
