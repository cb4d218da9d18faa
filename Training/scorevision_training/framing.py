"""Chooses which part of a labelled picture a sample shows, and how large, to imitate near and far cameras."""

import numpy as np

from .picture import letterbox
from .vocabulary import BALL

# Zoom relative to the letterboxed picture.
LEAST_ZOOM, MOST_ZOOM = 0.4, 2.4
# Range of person heights, in input pixels, that some samples are zoomed to: from a high camera at low resolution to a close
# camera at high resolution; and the limits of their zoom.
LEAST_HEIGHT, MOST_HEIGHT = 12, 220
LEAST_ZOOM_TO_HEIGHT, MOST_ZOOM_TO_HEIGHT = 0.3, 5.0
# Share of the zoomed samples whose zoom depends on the height of the persons.
BY_HEIGHT = 0.35


def random_zoom(rng, objects, scale):
    """Returns a zoom relative to the letterboxed picture of the given scale; `objects` are [n, 5] as labelled, or None."""
    persons = objects[objects[:, 0] != BALL] if objects is not None else ()
    if len(persons) and rng.random() < BY_HEIGHT:
        height = scale * np.median(persons[:, 4] - persons[:, 2])
        wanted = np.exp(rng.uniform(np.log(LEAST_HEIGHT), np.log(MOST_HEIGHT)))
        return float(np.clip(wanted / height, LEAST_ZOOM_TO_HEIGHT, MOST_ZOOM_TO_HEIGHT))
    return np.exp(rng.uniform(np.log(LEAST_ZOOM), np.log(MOST_ZOOM)))


def moved_to(x, y):
    return np.array([[1, 0, x], [0, 1, y], [0, 0, 1]])


def random_framing(rng, objects, width, height, input_width, input_height, unframed):
    """Returns a random 2x3 matrix from the picture to the input (zoom, shift, small rotation and stretch), and whether it
    mirrors. `unframed` is the probability that the picture is only letterboxed.
    """
    base = np.vstack([letterbox(width, height, input_width, input_height), [0, 0, 1]])
    scale = base[0, 0]
    flip = rng.random() < 0.5
    if flip:
        base = np.array([[-1, 0, input_width], [0, 1, 0], [0, 0, 1]]) @ base
    if rng.random() < unframed:
        return base[:2].astype(np.float32), flip
    zoom = random_zoom(rng, objects, scale)
    stretch = np.exp(rng.uniform(-0.1, 0.1))
    angle = np.deg2rad(rng.normal(0, 2.5))
    shear = rng.normal(0, 0.03)
    linear = np.array(
        [
            [np.cos(angle) * zoom * stretch, -np.sin(angle) * zoom + shear, 0],
            [np.sin(angle) * zoom, np.cos(angle) * zoom / stretch, 0],
            [0, 0, 1],
        ]
    )
    center, reach = np.array([input_width / 2, input_height / 2]), max(0.06, 0.5 * (zoom - 1))
    if zoom > 1.3 and objects is not None and len(objects) and rng.random() < 0.7:
        # Put a random object anywhere in the view, including its edges.
        x1, y1, x2, y2 = objects[rng.integers(len(objects)), 1:]
        center, reach = (base @ ((x1 + x2) / 2, (y1 + y2) / 2, 1))[:2], 0.5
    # Otherwise, a larger zoom allows a larger shift.
    x, y = (0.5 + rng.uniform(-reach, reach, 2)) * (input_width, input_height)
    return (moved_to(x, y) @ linear @ moved_to(*-center) @ base)[:2].astype(np.float32), flip
