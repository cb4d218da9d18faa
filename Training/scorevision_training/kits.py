"""Recolours the kits of single persons: position and a different kit make a goalkeeper or a referee, not one colour."""

import cv2
import numpy as np

from .vocabulary import GOALKEEPER, REFEREE

# Probability that the referees of a picture, and that each goalkeeper, get other colours.
REFEREES, GOALKEEPERS = 0.4, 0.5


def dye(picture, box, hue, saturation, brightness):
    """Sets hue and saturation (0...255) and scales the brightness of all non-grass pixels in the box, in place."""
    height, width = picture.shape[:2]
    x1, y1, x2, y2 = box
    # Keep the colours of heads and boots.
    rows = slice(max(0, int(y1 + 0.14 * (y2 - y1))), max(0, min(height, int(np.ceil(y1 + 0.62 * (y2 - y1))))))
    columns = slice(max(0, int(x1 + 0.1 * (x2 - x1))), max(0, min(width, int(np.ceil(x2 - 0.1 * (x2 - x1))))))
    part = picture[rows, columns]
    if part.size == 0:
        return
    hsv = cv2.cvtColor(part, cv2.COLOR_BGR2HSV).astype(np.float32)
    grass = (hsv[..., 0] > 28) & (hsv[..., 0] < 80) & (hsv[..., 1] > 35)
    dyed = np.stack(
        [np.full(grass.shape, hue), np.full(grass.shape, saturation), np.clip(hsv[..., 2] * brightness + 8, 0, 255)], 2
    )
    # Fade out at the edges of the box, because a box is not an outline.
    soft = cv2.getGaussianKernel(part.shape[1], 0.35 * part.shape[1] + 1)[:, 0]
    share = (~grass * np.clip(soft / soft.max() * 1.6, 0, 1)[None])[..., None]
    dyed = cv2.cvtColor(np.clip(dyed, 0, (179, 255, 255)).astype(np.uint8), cv2.COLOR_HSV2BGR)
    picture[rows, columns] = (part * (1 - share) + dyed * share).astype(np.uint8)


def random_dye(rng):
    """Returns hue, saturation and brightness of a strong colour, or of black, grey or white."""
    if rng.random() < 0.35:
        return 0, int(rng.integers(0, 30)), float(rng.choice([rng.uniform(0.25, 0.6), rng.uniform(1, 1.8)]))
    return int(rng.integers(0, 180)), int(rng.integers(110, 250)), float(rng.uniform(0.7, 1.6))


def change_kits(rng, picture, objects):
    """Recolours all referees of a picture alike, and each goalkeeper separately; `objects` [n, 5] are in its pixels."""
    chosen = [(objects[i, 1:], random_dye(rng)) for i in np.flatnonzero(objects[:, 0] == GOALKEEPER)
              if rng.random() < GOALKEEPERS]
    if rng.random() < REFEREES:
        same = random_dye(rng)
        chosen += [(objects[i, 1:], same) for i in np.flatnonzero(objects[:, 0] == REFEREE)]
    if chosen:
        picture = picture.copy()
        for box, colours in chosen:
            dye(picture, box, *colours)
    return picture
