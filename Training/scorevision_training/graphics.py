"""Draws broadcast graphics over the picture: score boards, captions, crests. None of them is a person or a ball."""

import cv2
import numpy as np

FONTS = (
    cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_DUPLEX, cv2.FONT_HERSHEY_TRIPLEX, cv2.FONT_HERSHEY_COMPLEX,
    cv2.FONT_HERSHEY_PLAIN,
)
LETTERS = list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
SIGNS = LETTERS + list("0123456789:-' ")


def colour(rng):
    """Returns a random colour; black and white are more frequent than others."""
    if rng.random() < 0.4:
        return (int(rng.integers(215, 256)),) * 3 if rng.random() < 0.5 else (int(rng.integers(0, 40)),) * 3
    return tuple(int(c) for c in rng.integers(0, 256, 3))


def write(rng, canvas, x, y, width, height, signs):
    """Writes random characters, as high as the field allows."""
    font, thick = int(rng.choice(FONTS)), int(rng.integers(1, 3))
    text = "".join(rng.choice(signs, max(1, int(width / (0.8 * height)))))
    (_, size), _ = cv2.getTextSize(text, font, 1, thick)
    scale = rng.uniform(0.5, 0.85) * height / max(size, 1)
    base = (x + 2, int(y + 0.5 * (height + scale * size)))
    cv2.putText(canvas, text, base, font, scale, colour(rng), thick, cv2.LINE_AA)


def crest(rng, canvas, x, y, side):
    """Draws a crest of a club or broadcaster: nested shapes."""
    middle = (x + side // 2, y + side // 2)
    for share in (0.5, rng.uniform(0.3, 0.45), rng.uniform(0.1, 0.3)):
        kind, reach = rng.integers(4), max(2, int(side * share))
        if kind == 0:
            cv2.circle(canvas, middle, reach, colour(rng), -1, cv2.LINE_AA)
        elif kind == 1:
            cv2.ellipse(canvas, middle, (max(1, int(0.7 * reach)), reach), 0, 0, 360, colour(rng), -1, cv2.LINE_AA)
        else:
            points = rng.integers(3, 7)
            turn = rng.uniform(0, 2 * np.pi) + 2 * np.pi * np.arange(points) / points
            shape = np.stack([middle[0] + reach * np.cos(turn), middle[1] + reach * np.sin(turn)], 1)
            cv2.fillPoly(canvas, [shape.astype(np.int32)], colour(rng), cv2.LINE_AA)


def score_board(rng, canvas, unit):
    """Draws a row of fields: crests, team names, goals, the clock. Returns its rectangle."""
    height = int(rng.uniform(0.035, 0.08) * unit)
    fields = [int(height * rng.uniform(0.9, 3.5)) for _ in range(rng.integers(2, 7))]
    width = sum(fields)
    centred = 0.5 - width / canvas.shape[1] / 2
    x = int(rng.choice([rng.uniform(0.02, 0.12), rng.uniform(0.55, 0.85), centred]) * canvas.shape[1])
    y = int((rng.uniform(0.02, 0.1) if rng.random() < 0.8 else rng.uniform(0.86, 0.93)) * canvas.shape[0])
    left = x = max(0, x)
    for field in fields:
        cv2.rectangle(canvas, (x, y), (x + field, y + height), colour(rng), -1)
        if rng.random() < 0.25:
            crest(rng, canvas, x + (field - height) // 2, y, height)
        else:
            write(rng, canvas, x, y, field, height, SIGNS)
        x += field
    return left, y, x, y + height


def caption(rng, canvas, unit):
    """Draws a lower third: a strip of one or two lines with a crest beside it. Returns its rectangle."""
    height = int(rng.uniform(0.07, 0.16) * unit)
    width = int(rng.uniform(0.25, 0.75) * canvas.shape[1])
    x = int(rng.uniform(0, 1) * (canvas.shape[1] - width))
    y = int(rng.uniform(0.72, 0.97) * canvas.shape[0] - height / 2)
    cv2.rectangle(canvas, (x, y), (x + width, y + height), colour(rng), -1)
    lines = int(rng.integers(1, 3))
    for line in range(lines):
        write(rng, canvas, x + height, y + line * height // lines, width - height, height // lines, SIGNS)
    crest(rng, canvas, x, y, height)
    return x, y, x + width, y + height


def logo(rng, canvas, unit):
    """Draws a station logo: a crest or a few large letters in a corner. Returns its rectangle."""
    height = int(rng.uniform(0.05, 0.13) * unit)
    width = int(height * rng.uniform(1, 4))
    x = int(rng.choice([rng.uniform(0.02, 0.1), rng.uniform(0.8, 0.95)]) * canvas.shape[1])
    y = int(rng.choice([rng.uniform(0.02, 0.08), rng.uniform(0.82, 0.93)]) * canvas.shape[0])
    if rng.random() < 0.5:
        crest(rng, canvas, x, y, height)
        x, width = x + height, width - height
    if width > height:
        write(rng, canvas, x, y, width, height, LETTERS)
    return x - height, y, x + width, y + height


def graphics(rng, picture):
    """Draws one to three graphics, opaque or translucent. -> the picture, [n, 4] the covered rectangles."""
    canvas, covered = picture.copy(), []
    for _ in range(rng.integers(1, 4)):
        draw = (score_board, caption, logo)[rng.choice(3, p=(0.45, 0.2, 0.35))]
        covered.append(draw(rng, canvas, picture.shape[0]))
    opacity = 1.0 if rng.random() < 0.7 else rng.uniform(0.5, 1)
    if opacity < 1:
        canvas = cv2.addWeighted(canvas, opacity, picture, 1 - opacity, 0)
    return canvas, np.array(covered, np.float32)
