"""What makes one labelled frame many: other framings, other light, other kits, other cameras.

The labelled frames come from a few matches in one country. The photometric part is strong so that the network learns
shapes and relations, not one stadium's grass and one club's shirts.
"""

import cv2
import numpy as np

from .picture import letterbox


def random_framing(rng, width, height, input_width, input_height, unframed):
    """A random 2x3 from the picture to the input: zoom, shift, small rotation and stretch; and whether it mirrors."""
    base = np.vstack([letterbox(width, height, input_width, input_height), [0, 0, 1]])
    flip = rng.random() < 0.5
    if flip:
        base = np.array([[-1, 0, input_width], [0, 1, 0], [0, 0, 1]]) @ base
    if rng.random() < unframed:
        return base[:2].astype(np.float32), flip
    zoom = np.exp(rng.uniform(np.log(0.7), np.log(1.7)))
    stretch = np.exp(rng.uniform(-0.1, 0.1))
    angle = np.deg2rad(rng.normal(0, 2.5))
    shear = rng.normal(0, 0.03)
    center = np.array([[1, 0, -input_width / 2], [0, 1, -input_height / 2], [0, 0, 1]])
    linear = np.array(
        [
            [np.cos(angle) * zoom * stretch, -np.sin(angle) * zoom + shear, 0],
            [np.sin(angle) * zoom, np.cos(angle) * zoom / stretch, 0],
            [0, 0, 1],
        ]
    )
    # The further in, the further the view may wander.
    reach = max(0.06, 0.5 * (zoom - 1))
    back = np.array(
        [
            [1, 0, input_width * (0.5 + rng.uniform(-reach, reach))],
            [0, 1, input_height * (0.5 + rng.uniform(-reach, reach))],
            [0, 0, 1],
        ]
    )
    return (back @ linear @ center @ base)[:2].astype(np.float32), flip


def shift_hues(rng, picture):
    """Turns the hue of everything but the grass: the same match in other kits."""
    hsv = cv2.cvtColor(picture, cv2.COLOR_BGR2HSV)
    hue, saturation = hsv[..., 0].astype(np.int16), hsv[..., 1]
    grass = (hue > 28) & (hue < 80) & (saturation > 35)
    turned = (hue + rng.integers(1, 180)) % 180
    hsv[..., 0] = np.where(grass, hue, turned).astype(np.uint8)
    if rng.random() < 0.5:
        factor = rng.uniform(0.3, 1.4)
        hsv[..., 1] = np.where(grass, saturation, np.clip(saturation * factor, 0, 255)).astype(np.uint8)
    return cv2.cvtColor(hsv, cv2.COLOR_HSV2BGR)


def change_grass(rng, picture):
    """Another lawn: its hue, saturation and brightness moved."""
    hsv = cv2.cvtColor(picture, cv2.COLOR_BGR2HSV).astype(np.float32)
    grass = (hsv[..., 0] > 28) & (hsv[..., 0] < 80) & (hsv[..., 1] > 35)
    hsv[..., 0] += grass * rng.uniform(-10, 14)
    hsv[..., 1] *= np.where(grass, rng.uniform(0.5, 1.4), 1)
    hsv[..., 2] *= np.where(grass, rng.uniform(0.6, 1.35), 1)
    return cv2.cvtColor(np.clip(hsv, 0, (179, 255, 255)).astype(np.uint8), cv2.COLOR_HSV2BGR)


def cast_shadow(rng, picture):
    """The stand's shadow: the picture darker (or, outside it, lighter) on one side of a line, with a soft edge."""
    height, width = picture.shape[:2]
    angle = rng.uniform(0, 2 * np.pi)
    normal = np.array([np.cos(angle), np.sin(angle)])
    at = np.array([rng.uniform(0.2, 0.8) * width, rng.uniform(0.2, 0.8) * height])
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    distance = (x - at[0]) * normal[0] + (y - at[1]) * normal[1]
    softness = rng.uniform(1, 20)
    share = 1 / (1 + np.exp(-np.clip(distance / softness, -30, 30)))
    dark = rng.uniform(0.3, 0.75)
    factor = dark + (1 - dark) * share
    if rng.random() < 0.5:
        factor = factor * rng.uniform(1.0, 1.4)
    return np.clip(picture * factor[..., None], 0, 255).astype(np.uint8)


def overlay(rng, picture):
    """A broadcaster's graphic in a corner or along an edge: a filled box with strokes on it."""
    height, width = picture.shape[:2]
    w, h = int(rng.uniform(0.1, 0.35) * width), int(rng.uniform(0.04, 0.1) * height)
    x = int(rng.choice([rng.uniform(0.01, 0.1), rng.uniform(0.6, 0.9), 0.4]) * width)
    y = int(rng.choice([rng.uniform(0.02, 0.1), rng.uniform(0.85, 0.95)]) * height)
    cv2.rectangle(picture, (x, y), (x + w, y + h), tuple(int(c) for c in rng.integers(0, 256, 3)), -1)
    ink = tuple(int(c) for c in rng.integers(0, 256, 3))
    cv2.putText(picture, "".join(rng.choice(list("ABCDEFGH 0123:-"), 9)), (x + 4, y + h - 4),
                cv2.FONT_HERSHEY_SIMPLEX, h / 40, ink, 1, cv2.LINE_AA)
    return picture


def blur(rng, picture):
    if rng.random() < 0.5:
        return cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.4, 1.3))
    length = int(rng.integers(2, 7))
    kernel = np.zeros((length, length), np.float32)
    kernel[length // 2] = 1 / length
    turn = cv2.getRotationMatrix2D(((length - 1) / 2, (length - 1) / 2), rng.uniform(-20, 20), 1)
    kernel = cv2.warpAffine(kernel, turn, (length, length))
    return cv2.filter2D(picture, -1, kernel / max(kernel.sum(), 1e-6))


def change_light(rng, picture):
    """Exposure, contrast, gamma, white balance, saturation: floodlight, noon, haze."""
    # One table a channel and one matrix over channels: the same as doing each in turn, at a tenth of the time.
    level = np.linspace(0, 1, 256) ** np.exp(rng.normal(0, 0.25))
    mean = level[int(picture.mean())]
    level = (level - mean) * np.exp(rng.normal(0, 0.2)) + mean + rng.normal(0, 0.06)
    tables = np.clip(level[:, None] * np.exp(rng.normal(0, 0.06, 3)), 0, 1) * 255
    picture = cv2.LUT(picture, tables.astype(np.uint8)[None])
    saturation = np.exp(rng.normal(0, 0.3))
    return cv2.transform(picture, np.full((3, 3), (1 - saturation) / 3) + saturation * np.eye(3))


def photometric(rng, picture):
    """All of the above, each with its own chance."""
    for chance, change in (
        (0.35, shift_hues),
        (0.4, change_grass),
        (0.25, cast_shadow),
        (0.8, change_light),
        (0.3, blur),
        (0.25, overlay),
    ):
        if rng.random() < chance:
            picture = change(rng, picture)
    if rng.random() < 0.3:
        noise = rng.normal(0, rng.uniform(2, 9), picture.shape[:2] + (1,))
        picture = np.clip(picture + noise, 0, 255).astype(np.uint8)
    if rng.random() < 0.35:
        quality = int(rng.integers(25, 85))
        _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
        picture = cv2.imdecode(data, cv2.IMREAD_COLOR)
    return picture
