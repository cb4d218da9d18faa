"""Augments labelled frames: different light, kits, cameras and broadcasters.

The labelled frames come from a few matches in one country. The photometric augmentation is strong, so that the network learns
shapes and relations instead of one stadium's grass and one club's shirts.
"""

import cv2
import numpy as np

from .graphics import graphics
from .kits import change_kits


def shift_hues(rng, picture):
    """Rotates the hue of everything but the grass, as if the teams wore other kits."""
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
    """Changes the hue, saturation and brightness of the grass."""
    hsv = cv2.cvtColor(picture, cv2.COLOR_BGR2HSV).astype(np.float32)
    grass = (hsv[..., 0] > 28) & (hsv[..., 0] < 80) & (hsv[..., 1] > 35)
    hsv[..., 0] += grass * rng.uniform(-10, 14)
    hsv[..., 1] *= np.where(grass, rng.uniform(0.5, 1.4), 1)
    hsv[..., 2] *= np.where(grass, rng.uniform(0.6, 1.35), 1)
    return cv2.cvtColor(np.clip(hsv, 0, (179, 255, 255)).astype(np.uint8), cv2.COLOR_HSV2BGR)


def cast_shadow(rng, picture):
    """Casts a stand's shadow: darkens one side of a line with a soft edge, and may brighten the other."""
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
    """Changes exposure, contrast, gamma, white balance and saturation, as floodlight, noon and haze do."""
    # One table per channel and one matrix across channels: the same as each change in turn, in a tenth of the time.
    level = np.linspace(0, 1, 256) ** np.exp(rng.normal(0, 0.25))
    mean = level[int(picture.mean())]
    level = (level - mean) * np.exp(rng.normal(0, 0.2)) + mean + rng.normal(0, 0.06)
    tables = np.clip(level[:, None] * np.exp(rng.normal(0, 0.06, 3)), 0, 1) * 255
    picture = cv2.LUT(picture, tables.astype(np.uint8)[None])
    saturation = np.exp(rng.normal(0, 0.3))
    return cv2.transform(picture, np.full((3, 3), (1 - saturation) / 3) + saturation * np.eye(3))


def coarsen(rng, picture):
    """Shrinks the picture and enlarges it again, often with sharpening, as receivers and editors do."""
    height, width = picture.shape[:2]
    share = rng.uniform(0.45, 0.85)
    small = cv2.resize(picture, (int(width * share), int(height * share)), interpolation=cv2.INTER_AREA)
    picture = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
    if rng.random() < 0.5:
        picture = sharpen(rng, picture)
    return picture


def sharpen(rng, picture):
    amount = rng.uniform(0.3, 1.2)
    return cv2.addWeighted(picture, 1 + amount, cv2.GaussianBlur(picture, (0, 0), 1.2), -amount, 0)


def add_noise(rng, picture):
    noise = rng.normal(0, rng.uniform(2, 9), picture.shape[:2] + (1,))
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def compress(rng, picture):
    """Compresses the picture as a low bit rate does: with blocks and bleeding colours."""
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(12, 80))])
    return cv2.imdecode(data, cv2.IMREAD_COLOR)


# Share of the samples that get graphics.
GRAPHICS = 0.35


def changed(rng, picture, changes):
    """Returns the picture after a random choice of the changes."""
    for chance, change in changes:
        if rng.random() < chance:
            picture = change(rng, picture)
    return picture


def photometric(rng, picture, objects):
    """Applies all of the above, each with its own probability. -> the picture, and [n, 4] rectangles that graphics cover.

    `objects` [n, 5] are the labelled objects in pixels of the picture.
    """
    covered = np.zeros((0, 4), np.float32)
    picture = change_kits(rng, picture, objects)
    picture = changed(rng, picture, ((0.35, shift_hues), (0.4, change_grass), (0.25, cast_shadow), (0.8, change_light)))
    picture = changed(rng, picture, ((0.3, blur), (0.1, sharpen), (0.2, coarsen)))
    if rng.random() < GRAPHICS:
        picture, covered = graphics(rng, picture)
    return changed(rng, picture, ((0.3, add_noise), (0.4, compress))), covered
