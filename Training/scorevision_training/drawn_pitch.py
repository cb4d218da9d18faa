"""Drawn pitches with known keypoints, from cameras that vary as the world's do.

The labelled pitches come from three broadcasts. Lines, circles and areas are simple enough to learn from drawings, so
each sample draws a new ground: size, mowing, worn or doubled lines, boards, stands, goals and persons, seen from 6 to 45 m high.
Only the pitch is taught: the persons are there to cover the lines.
"""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from .frames import Frame
from .vocabulary import KEYPOINT_COUNT

WIDTH, HEIGHT = 960, 540
# Lines are drawn this much larger and averaged, so that far ones fade as they do in a camera.
OVERSAMPLING = 2
NEAREST = 1.0


@dataclass
class Ground:
    """Half the length and half the width of a pitch in metres; the origin is the centre, y grows towards the camera."""

    length: float
    width: float

    def vertices(self):
        """[32, 2] in metres, in keypoint order; 11, 12, 19 and 20 lie where the penalty arc meets its line."""
        area, goal_area, arc, circle = 20.16, 9.16, 7.31, 9.15
        end = [(-self.length, y) for y in (-self.width, -area, -goal_area, goal_area, area, self.width)]
        left = end + [(5.5 - self.length, y) for y in (-goal_area, goal_area)] + [(11 - self.length, 0)]
        left += [(16.5 - self.length, y) for y in (-area, -arc, arc, area)]
        middle = [(0, y) for y in (-self.width, -circle, circle, self.width)]
        right = [(-x, y) for x, y in left[9:] + left[8:9] + left[6:8] + left[:6]]
        return np.array(left + middle + right + [(-circle, 0), (circle, 0)], np.float64)

    def lines(self):
        """Polylines [n, 2] in metres of everything painted."""
        rectangles = [(-self.length, -self.width, self.length, self.width)]
        for depth, half in ((16.5, 20.16), (5.5, 9.16)):
            rectangles += [(-self.length, -half, depth - self.length, half), (self.length - depth, -half, self.length, half)]
        shapes = [np.array([(0, -self.width), (0, self.width)])]
        shapes += [np.array([(a, b), (c, b), (c, d), (a, d), (a, b)]) for a, b, c, d in rectangles]
        shapes.append(arc_of((0, 0), 9.15, 0, 2 * np.pi))
        reach = np.arccos(5.5 / 9.15)
        for side in (-1, 1):
            spot = (side * (self.length - 11), 0)
            shapes.append(arc_of(spot, 9.15, -reach, reach) if side < 0 else arc_of(spot, 9.15, np.pi - reach, np.pi + reach))
            shapes.append(arc_of(spot, 0.11, 0, 2 * np.pi, 8))
            for other in (-1, 1):
                turn = {(-1, -1): 0, (1, -1): np.pi / 2, (1, 1): np.pi, (-1, 1): 1.5 * np.pi}[side, other]
                shapes.append(arc_of((side * self.length, other * self.width), 1, turn, turn + np.pi / 2, 8))
        shapes.append(arc_of((0, 0), 0.11, 0, 2 * np.pi, 8))
        return [shape.astype(np.float64) for shape in shapes]


def arc_of(center, radius, start, end, steps=48):
    angles = np.linspace(start, end, steps)
    return np.stack([center[0] + radius * np.cos(angles), center[1] + radius * np.sin(angles)], 1)


class Camera:
    """A pinhole camera: place in metres, what it looks at, how wide it sees, and its roll in radians."""

    def __init__(self, place, target, sight, roll):
        self.place = np.array(place, np.float64)
        forward = np.array([*target, 0.0]) - self.place
        distance = np.linalg.norm(forward)
        forward /= distance
        right = np.cross(forward, (0, 0, 1.0))
        right /= np.linalg.norm(right)
        # y grows towards the camera, so that the ground's axes are left-handed seen from above: mirror one of them.
        right = -right if right[0] < 0 else right
        down = np.cross(forward, right)
        down = -down if down[2] > 0 else down
        turn, side = np.cos(roll), np.sin(roll)
        self.axes = np.stack([turn * right + side * down, turn * down - side * right, forward])
        self.focal = WIDTH * distance / sight

    def __call__(self, points):
        """[n, 3] in metres -> [n, 2] pixels and [n] depth."""
        seen = (np.asarray(points, np.float64) - self.place) @ self.axes.T
        depth = np.maximum(seen[:, 2], 1e-3)
        return seen[:, :2] / depth[:, None] * self.focal + (WIDTH / 2, HEIGHT / 2), seen[:, 2]


def flat(points):
    return np.concatenate([points, np.zeros((len(points), 1))], 1)


def random_camera(rng, ground):
    """Most cameras stand over the half-way line; some far along the touch-line, near the corner, low or high."""
    height = np.exp(rng.uniform(np.log(6), np.log(45)))
    away = np.exp(rng.uniform(np.log(12), np.log(90)))
    along = rng.normal(0, 8) if rng.random() < 0.65 else rng.uniform(-ground.length - 15, ground.length + 15)
    place = (along, ground.width + away, height)
    for _ in range(20):
        target = rng.uniform(-ground.length, ground.length), rng.uniform(-0.75, 0.85) * ground.width
        steep = np.arctan2(target[1] - place[1], target[0] - place[0])
        # Within 65 degrees of straight across: from behind a goal, no convention says which end is the left one.
        if abs(steep + np.pi / 2) < np.deg2rad(65):
            break
    sight = np.exp(rng.uniform(np.log(22), np.log(130)))
    return Camera(place, target, sight, np.deg2rad(rng.normal(0, 1.3)))


def strip(points, width):
    """The quads [n, 4, 2] of a painted line, cut into pieces of at most 3 m."""
    pieces = []
    for a, b in zip(points[:-1], points[1:]):
        count = max(1, int(np.ceil(np.linalg.norm(b - a) / 3)))
        steps = np.linspace(0, 1, count + 1)[:, None]
        pieces.append(a + (b - a) * steps)
    path = np.concatenate(pieces)
    a, b = path[:-1], path[1:]
    length = np.linalg.norm(b - a, axis=1, keepdims=True)
    a, b, length = a[length[:, 0] > 1e-9], b[length[:, 0] > 1e-9], length[length[:, 0] > 1e-9]
    along = (b - a) / length
    across = np.stack([-along[:, 1], along[:, 0]], 1) * width / 2
    a, b = a - along * width / 2, b + along * width / 2
    return np.stack([a + across, b + across, b - across, a - across], 1)


def coverage(camera, shapes, width):
    """[HEIGHT, WIDTH] 0...1: how much of each pixel the painted lines cover."""
    quads = np.concatenate([strip(shape, width) for shape in shapes])
    pixels, depth = camera(flat(quads.reshape(-1, 2)))
    pixels, depth = pixels.reshape(-1, 4, 2), depth.reshape(-1, 4)
    canvas = np.zeros((HEIGHT * OVERSAMPLING, WIDTH * OVERSAMPLING), np.uint8)
    near = (depth > NEAREST).all(1) & (np.abs(pixels) < 8000).all((1, 2))
    for quad in (pixels[near] * OVERSAMPLING * 16).astype(np.int32):
        cv2.fillConvexPoly(canvas, quad, 255, cv2.LINE_AA, 4)
    return cv2.resize(canvas, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA).astype(np.float32) / 255


def smooth_noise(rng, height, width, cells):
    return cv2.resize(rng.normal(0, 1, (cells, cells)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)


def mowing(rng, x, y):
    """-1 or 1 for each point of the lawn: bands, checks, diamonds, rings, or nothing."""
    band = rng.uniform(3.5, 9)
    kind = rng.choice(["across", "along", "checks", "diamonds", "rings", "none"], p=[0.4, 0.1, 0.15, 0.1, 0.05, 0.2])
    wave = {
        "across": lambda: np.sin(np.pi * x / band),
        "along": lambda: np.sin(np.pi * y / band),
        "checks": lambda: np.sin(np.pi * x / band) * np.sin(np.pi * y / band),
        "diamonds": lambda: np.sin(np.pi * (x + y) / band) * np.sin(np.pi * (x - y) / band),
        "rings": lambda: np.sin(np.pi * np.hypot(x, y) / band),
        "none": lambda: np.zeros_like(x),
    }[kind]()
    return np.clip(wave * 6, -1, 1)


def lawn(rng, ground, camera):
    """The ground without lines, [HEIGHT, WIDTH, 3], and where it lies, [HEIGHT, WIDTH] 0...1."""
    margin = rng.uniform(3, 14)
    per_metre = 5
    width, height = int(2 * (ground.length + margin) * per_metre), int(2 * (ground.width + margin) * per_metre)
    x, y = np.meshgrid(
        (np.arange(width) + 0.5) / per_metre - ground.length - margin,
        (np.arange(height) + 0.5) / per_metre - ground.width - margin,
    )
    hue, saturation, value = rng.uniform(36, 56), rng.uniform(60, 165), rng.uniform(65, 150)
    hsv = np.empty((height, width, 3), np.float32)
    hsv[..., 0] = hue + smooth_noise(rng, height, width, 6) * rng.uniform(0, 3)
    hsv[..., 1] = saturation + smooth_noise(rng, height, width, 8) * rng.uniform(0, 12)
    hsv[..., 2] = value * (1 + mowing(rng, x, y) * rng.uniform(0.02, 0.12))
    hsv[..., 2] += smooth_noise(rng, height, width, 10) * rng.uniform(0, 8) + rng.normal(0, rng.uniform(1, 6), (height, width))
    if rng.random() < 0.25:
        # Worn in front of the goals and along the middle.
        worn = np.exp(-((np.abs(x) - ground.length + 4) ** 2 + (y * 0.7) ** 2) / 50) + 0.4 * np.exp(-((y / 6) ** 2))
        worn *= rng.uniform(0.2, 0.9)
        hsv[..., 0] -= worn * rng.uniform(4, 12)
        hsv[..., 1] -= worn * rng.uniform(0, 40)
    if rng.random() < 0.12:
        frost = np.clip(smooth_noise(rng, height, width, 12) * 0.3 + rng.uniform(0, 0.3), 0, 0.6)
        hsv[..., 1] *= 1 - frost
        hsv[..., 2] += 60 * frost
    if rng.random() < 0.5:
        # Beside the pitch: another lawn, a running track, concrete.
        beyond = rng.uniform(1.5, 5)
        outside = (np.abs(x) > ground.length + beyond) | (np.abs(y) > ground.width + beyond)
        other = [(hue + rng.normal(0, 6), saturation * 0.8, value * rng.uniform(0.6, 1.1)),
                 (rng.uniform(0, 12), rng.uniform(90, 170), rng.uniform(80, 170)), (0, 15, rng.uniform(70, 170))][rng.integers(3)]
        hsv[outside] = np.array(other) + rng.normal(0, 3, (int(outside.sum()), 1))
    texture = cv2.cvtColor(np.clip(hsv, 0, (179, 255, 255)).astype(np.uint8), cv2.COLOR_HSV2BGR)
    # The homography from texture to picture.
    scale = np.array([[1 / per_metre, 0, -ground.length - margin], [0, 1 / per_metre, -ground.width - margin], [0, 0, 1]])
    axes = camera.axes
    lens = np.array([[camera.focal, 0, WIDTH / 2], [0, camera.focal, HEIGHT / 2], [0, 0, 1]])
    matrix = lens @ np.column_stack([axes[:, 0], axes[:, 1], -axes @ camera.place]) @ scale
    size = (WIDTH, HEIGHT)
    picture = cv2.warpPerspective(texture, matrix, size, flags=cv2.INTER_LINEAR)
    inside = cv2.warpPerspective(np.ones((height, width), np.float32), matrix, size, flags=cv2.INTER_LINEAR)
    # Above the horizon the same matrix shows the ground once more, upside down: there the last row, one over the depth, is negative.
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
    inverse = np.linalg.inv(matrix @ np.linalg.inv(scale))
    return picture, inside * (inverse[2, 0] * columns + inverse[2, 1] * rows + inverse[2, 2] > 0)


def stands(rng):
    """Crowd, concrete or night behind the ground."""
    base = rng.uniform(10, 150) + rng.normal(0, 15, 3)
    cells = int(rng.integers(40, 220))
    crowd = rng.uniform(-1, 1, (cells * HEIGHT // WIDTH, cells, 3)) * rng.uniform(5, 60) + base
    crowd = cv2.resize(crowd.astype(np.float32), (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR)
    return np.clip(crowd, 0, 255).astype(np.uint8)


def upright(camera, a, b, low, high):
    """The four corners in pixels of an upright rectangle over the ground's line from a to b, or None."""
    pixels, depth = camera([(*a, low), (*b, low), (*b, high), (*a, high)])
    return pixels if depth.min() > NEAREST and np.abs(pixels).max() < 8000 else None


def boards(rng, picture, ground, camera):
    """Advertisements along the far touch-line and behind the goals."""
    x, y = ground.length + rng.uniform(3, 9), ground.width + rng.uniform(2.5, 7)
    high = rng.uniform(0.7, 1.2)
    corners = [(-x, y), (-x, -y), (x, -y), (x, y)]
    one = rng.uniform(0, 255, 3)
    for a, b in zip(corners[:-1], corners[1:]):
        a, b = np.array(a), np.array(b)
        count = int(np.linalg.norm(b - a) / rng.uniform(4, 12))
        steps = np.linspace(0, 1, count + 1)
        for low, up in zip(steps[:-1], steps[1:]):
            quad = upright(camera, a + (b - a) * low, a + (b - a) * up, 0, high)
            if quad is None:
                continue
            colour = one + rng.normal(0, 20, 3) if rng.random() < 0.5 else rng.uniform(0, 255, 3)
            cv2.fillConvexPoly(picture, quad.astype(np.int32), np.clip(colour, 0, 255).tolist(), cv2.LINE_AA)
            if rng.random() < 0.7:
                size = max(0.1, np.linalg.norm(quad[3] - quad[0]) / 40)
                text = "".join(rng.choice(list("ABDEFGHKLMNORSTVZ"), int(rng.integers(3, 9))))
                at = tuple(int(v) for v in quad[0] + 0.1 * (quad[1] - quad[0]) - (0, size * 6))
                cv2.putText(picture, text, at, cv2.FONT_HERSHEY_SIMPLEX, size, np.clip(255 - colour, 0, 255).tolist(), 1, cv2.LINE_AA)


def goal(rng, picture, ground, camera, side):
    x, back = side * ground.length, side * (ground.length + rng.uniform(1.5, 2.5))
    posts = [(x, -3.66, 0), (x, -3.66, 2.44), (x, 3.66, 2.44), (x, 3.66, 0)]
    rear = [(back, -3.66, 0), (back, -3.66, 2.2), (back, 3.66, 2.2), (back, 3.66, 0)]
    pixels, depth = camera(posts + rear)
    if depth.min() < NEAREST or np.abs(pixels).max() > 8000:
        return
    net = picture.copy()
    for quad in (pixels[4:], pixels[[0, 1, 5, 4]], pixels[[1, 2, 6, 5]], pixels[[3, 2, 6, 7]]):
        cv2.fillConvexPoly(net, quad.astype(np.int32), (200, 200, 200), cv2.LINE_AA)
    cv2.addWeighted(net, rng.uniform(0.1, 0.35), picture, 1, 0, dst=picture)
    thick = max(1, int(round(0.12 * camera.focal / depth.mean())))
    cv2.polylines(picture, [pixels[:4].astype(np.int32)], False, (235, 235, 235), thick, cv2.LINE_AA)


def person(rng, picture, camera, place, kit):
    """A figure of a head, a shirt, shorts and two legs, and its shadow."""
    height = rng.uniform(1.65, 1.95)
    (foot, top), depth = camera([(*place, 0), (*place, height)])
    tall = foot[1] - top[1]
    if depth.min() < NEAREST or tall < 3 or not (-50 < foot[0] < WIDTH + 50 and -50 < foot[1] < HEIGHT + 200):
        return
    wide, lean = tall * rng.uniform(0.12, 0.2), tall * rng.normal(0, 0.06)

    def limb(x0, y0, x1, y1, thick, colour):
        a = (int(top[0] + x0), int(top[1] + y0 * tall))
        b = (int(top[0] + x1), int(top[1] + y1 * tall))
        cv2.line(picture, a, b, colour, max(1, int(thick)), cv2.LINE_AA)

    if rng.random() < 0.5:
        shade = picture.copy()
        axis = (int(max(1, tall * 0.35)), int(max(1, tall * 0.06)))
        cv2.ellipse(shade, (int(foot[0] + tall * 0.2), int(foot[1])), axis, 0, 0, 360, (20, 30, 20), -1, cv2.LINE_AA)
        cv2.addWeighted(shade, 0.4, picture, 0.6, 0, dst=picture)
    skin = (rng.uniform(40, 170), rng.uniform(60, 190), rng.uniform(80, 220))
    step = wide * rng.uniform(0.2, 1.4)
    for sign in (-1, 1):
        limb(lean * 0.3 + sign * wide * 0.3, 0.55, sign * step, 0.98, tall * 0.08, kit[2])
    limb(lean * 0.4, 0.5, lean * 0.2, 0.6, wide * 1.4, kit[1])
    limb(lean, 0.2, lean * 0.4, 0.48, wide * 1.5, kit[0])
    cv2.circle(picture, (int(top[0] + lean), int(top[1] + 0.08 * tall)), max(1, int(tall * 0.075)), skin, -1, cv2.LINE_AA)


def persons(rng, picture, ground, camera):
    kits = [[rng.uniform(0, 255, 3).tolist() for _ in range(3)] for _ in range(5)]
    count = int(rng.integers(0, 26))
    focus = rng.uniform(-1, 1, 2) * (ground.length * 0.8, ground.width * 0.7)
    places = rng.normal(focus, (14, 12), (count, 2))
    # Far ones first: the near ones stand before them.
    for place in sorted(np.clip(places, (-ground.length, -ground.width), (ground.length, ground.width)), key=lambda p: p[1]):
        person(rng, picture, camera, place, kits[min(4, int(rng.integers(0, 11) / 2))])


def bend(rng, picture, points):
    """A lens that bends straight lines: the picture and the points in it."""
    amount = rng.uniform(-0.12, 0.04)
    center, radius = np.array([WIDTH / 2, HEIGHT / 2]), WIDTH / 2
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    dx, dy = (x - center[0]) / radius, (y - center[1]) / radius
    # Where a pixel of the bent picture comes from; the points take the way back by iteration.
    factor = 1 - amount * (dx * dx + dy * dy)
    from_x, from_y = center[0] + dx * factor * radius, center[1] + dy * factor * radius
    picture = cv2.remap(
        picture, from_x.astype(np.float32), from_y.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT
    )
    wanted = (points - center) / radius
    bent = wanted.copy()
    for _ in range(12):
        bent = wanted / (1 - amount * np.minimum((bent**2).sum(1, keepdims=True), 4))
    return picture, bent * radius + center


def draw(rng):
    """-> a picture [HEIGHT, WIDTH, 3] BGR, and its keypoints [32, 3] x, y, seen."""
    ground = Ground(rng.uniform(50, 54), rng.uniform(32, 35))
    while True:
        camera = random_camera(rng, ground)
        pixels, depth = camera(flat(ground.vertices()))
        inside = (depth > NEAREST) & (pixels >= 0).all(1) & (pixels < (WIDTH, HEIGHT)).all(1)
        # Some with few: part of the circle, one area, a corner. A view of nothing teaches little.
        if inside.sum() >= rng.integers(2, 8):
            break
    picture, covered = lawn(rng, ground, camera)
    picture = (picture * covered[..., None] + stands(rng) * (1 - covered[..., None])).astype(np.float32)
    colour = np.array(rng.choice([(235, 235, 235), (205, 235, 240), (190, 200, 200)], p=[0.8, 0.1, 0.1]), np.float32)
    paint = coverage(camera, ground.lines(), rng.uniform(0.09, 0.14)) * rng.uniform(0.35, 1)
    if rng.random() < 0.3:
        paint *= np.clip(0.8 + smooth_noise(rng, HEIGHT, WIDTH, 14) * 0.35, 0.15, 1)
    picture += paint[..., None] * (colour - picture)
    if rng.random() < 0.12:
        # Another sport's lines, or last week's.
        others = [np.array([(x, -ground.width), (x, ground.width)]) for x in rng.uniform(-50, 50, int(rng.integers(1, 8)))]
        other = coverage(camera, others, 0.1) * rng.uniform(0.15, 0.6)
        picture += other[..., None] * (rng.uniform(90, 255, 3) - picture)
    picture = np.clip(picture, 0, 255).astype(np.uint8)
    boards(rng, picture, ground, camera)
    for side in (-1, 1):
        goal(rng, picture, ground, camera, side)
    persons(rng, picture, ground, camera)
    if rng.random() < 0.4:
        picture, pixels = bend(rng, picture, pixels)
        inside &= (pixels >= 0).all(1) & (pixels < (WIDTH, HEIGHT)).all(1)
    keypoints = np.zeros((KEYPOINT_COUNT, 3), np.float32)
    keypoints[inside, :2], keypoints[inside, 2] = pixels[inside], 1
    return picture, keypoints


def drawn_frames(count):
    """`count` places in a list of frames, each of which is another drawing in each epoch."""
    return [Frame(path=Path("drawn"), is_drawn=True) for _ in range(count)]


def drawn_frame(rng):
    """-> a frame whose pitch alone is labelled, and its picture."""
    picture, keypoints = draw(rng)
    return Frame(path=Path("drawn"), keypoints=keypoints), picture
