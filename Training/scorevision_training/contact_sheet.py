"""Draws contact sheets: training samples with their targets, or validation frames with a model's detections.

Boxes: ball yellow, goalkeeper magenta, player white, referee black. In samples, grey hatching marks regions without a target
for persons. The sheets contain broadcast pictures, so don't publish them.
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

from .dataset import Samples
from .decoding import decode_keypoints, decode_objects
from .measure import height_of, inference
from .picture import letterbox, to_yuv, warp
from .sets import names_in, training_sets, validation_sets
from .vocabulary import BOX_STRIDE, KEYPOINT_STRIDE, PLAYER

COLOURS = ((0, 255, 255), (255, 0, 255), (255, 255, 255), (0, 0, 0))


def to_bgr(planes):
    """Converts the network's input, uint8 [6, h/2, w/2], to BGR [h, w, 3]."""
    height, width = planes.shape[1] * 2, planes.shape[2] * 2
    luma = np.empty((height, width), np.float32)
    for i, (dy, dx) in enumerate(((0, 0), (0, 1), (1, 0), (1, 1))):
        luma[dy::2, dx::2] = (planes[i] - 16.0) * (255 / 219)
    u, v = (cv2.resize(p.astype(np.float32) - 128, (width, height)) * (255 / 224) for p in planes[4:])
    blue, red = luma + 1.8556 * u, luma + 1.5748 * v
    green = (luma - 0.0722 * blue - 0.2126 * red) / 0.7152
    return np.clip(np.stack([blue, green, red], 2), 0, 255).astype(np.uint8)


def draw(picture, kind, box, text=""):
    x1, y1, x2, y2 = (int(round(v)) for v in box)
    cv2.rectangle(picture, (x1, y1), (x2, y2), COLOURS[kind], 1)
    if text:
        cv2.putText(picture, text, (x1, y1 - 2), cv2.FONT_HERSHEY_PLAIN, 0.7, COLOURS[kind], 1, cv2.LINE_AA)


def sample_picture(sample):
    """Draws a training sample with its peaks, boxes and keypoints."""
    picture = to_bgr(sample["picture"].numpy())
    if sample["object_mask"].any():
        untaught = sample["object_mask"][PLAYER].numpy() == 0
        if not untaught.all():
            hatching = np.kron(untaught, np.ones((BOX_STRIDE, BOX_STRIDE), bool))
            hatching[(np.indices(hatching.shape).sum(axis=0) % 4) > 0] = False
            picture[hatching] = 128
    for kind, y, x in zip(*np.nonzero(sample["objects"].numpy() > 0.999)):
        draw(picture, kind, sample["boxes"][:, y, x].tolist())
    for _, y, x in zip(*np.nonzero(sample["keypoints"].numpy() > 0.999)):
        at = (int((x + 0.5) * KEYPOINT_STRIDE), int((y + 0.5) * KEYPOINT_STRIDE))
        cv2.circle(picture, at, 3, (255, 120, 0), -1, cv2.LINE_AA)
    return picture


def answered_picture(infer, frame, width, threshold=0.3):
    """Draws a frame with the model's detections."""
    picture, height = frame.picture(), height_of(width)
    view = warp(picture, letterbox(picture.shape[1], picture.shape[0], width, height), width, height)
    objects, boxes, keypoints, offsets = infer(to_yuv(view)[None])
    for kind, confidence, *box in decode_objects(objects[0], boxes[0]):
        if confidence >= threshold:
            draw(view, int(kind), box, "" if kind == PLAYER else f"{confidence:.2f}")
    for index, (x, y, confidence) in enumerate(decode_keypoints(keypoints[0], offsets[0])):
        if confidence >= threshold:
            cv2.circle(view, (int(x), int(y)), 3, (255, 120, 0), -1, cv2.LINE_AA)
            at = (int(x) + 3, int(y))
            cv2.putText(view, str(index + 1), at, cv2.FONT_HERSHEY_PLAIN, 0.8, (255, 120, 0), 1, cv2.LINE_AA)
    return view


def sheet(pictures, columns):
    """Arranges pictures of equal size in a grid."""
    rows = [pictures[i : i + columns] for i in range(0, len(pictures), columns)]
    rows[-1] = rows[-1] + [np.zeros_like(pictures[0])] * (columns - len(rows[-1]))
    return np.vstack([np.hstack(row) for row in rows])


def main():
    parser = argparse.ArgumentParser(prog="python -m scorevision_training.contact_sheet", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--set", default="world/players", help="name of the set, as in DATA (default: %(default)s)")
    parser.add_argument("--model", type=Path, help="package or run whose detections to draw (default: training samples)")
    parser.add_argument("--without", type=Path, help="list of training pictures to exclude")
    parser.add_argument("--count", type=int, default=12, help="number of pictures")
    parser.add_argument("--columns", type=int, default=3, help="pictures in a row")
    parser.add_argument("--width", type=int, default=640)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path, required=True, help="PNG to write")
    options = parser.parse_args()
    if options.model:
        frames = validation_sets(options.data)[options.set]
        chosen = np.linspace(0, len(frames) - 1, min(options.count, len(frames))).astype(int)
        infer = inference(options.model)
        pictures = [answered_picture(infer, frames[index], options.width) for index in chosen]
    else:
        excluded = names_in(options.without) if options.without else ()
        frames = training_sets(options.data, excluded=excluded)[options.set]
        samples = Samples(frames, options.width, height_of(options.width), options.seed, settles_at=1)
        order = np.random.default_rng(options.seed).permutation(len(frames))[: options.count]
        pictures = [sample_picture(samples[int(index)]) for index in order]
    cv2.imwrite(str(options.output), sheet(pictures, options.columns))


if __name__ == "__main__":
    main()
