"""Pictures as the program sees them: limited-range BT.709 YUV 4:2:0, luma folded 2x2 into channels.

The same numbers as the program's own input transform, to rounding.
"""

import cv2
import numpy as np

# ITU-R BT.709: luma and chroma of 8-bit R'G'B', scaled to 16...235 and 16...240.
LUMA = np.array([0.0722, 0.7152, 0.2126], np.float32)


def to_yuv(bgr):
    """[h, w, 3] BGR 0...255 -> [6, h/2, w/2] uint8: y00, y01, y10, y11, u, v; h and w even."""
    height, width = bgr.shape[:2]
    bgr = bgr.astype(np.float32)
    luma = bgr @ LUMA
    small = cv2.resize(bgr, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    small_luma = small @ LUMA
    result = np.empty((6, height // 2, width // 2), np.float32)
    for i, (dy, dx) in enumerate(((0, 0), (0, 1), (1, 0), (1, 1))):
        result[i] = luma[dy::2, dx::2] * (219 / 255) + 16
    result[4] = (small[..., 0] - small_luma) * (224 / 255 / 1.8556) + 128
    result[5] = (small[..., 2] - small_luma) * (224 / 255 / 1.5748) + 128
    return np.clip(result + 0.5, 0, 255).astype(np.uint8)


def letterbox(width, height, input_width, input_height):
    """The 2x3 matrix that takes a picture into the middle of the input, its aspect kept."""
    scale = min(input_width / width, input_height / height)
    return np.array(
        [[scale, 0, (input_width - scale * width) / 2], [0, scale, (input_height - scale * height) / 2]], np.float32
    )


def warp(picture, matrix, width, height):
    """The picture under a 2x3 (pixel edges, not centres, are the lattice), grey where it does not reach."""
    shifted = matrix.astype(np.float64).copy()
    shifted[:, 2] += 0.5 * (shifted[:, 0] + shifted[:, 1]) - 0.5
    scale = np.sqrt(abs(np.linalg.det(matrix[:, :2])))
    if scale < 0.45:
        # Bilinear sampling sees only four pixels; take the mean of those in between first.
        factor = max(1, int(round(0.5 / scale)))
        if factor > 1:
            picture = cv2.resize(picture, None, fx=1 / factor, fy=1 / factor, interpolation=cv2.INTER_AREA)
            shifted = matrix.astype(np.float64).copy()
            shifted[:, :2] *= factor
            shifted[:, 2] += 0.5 * (shifted[:, 0] + shifted[:, 1]) - 0.5
    return cv2.warpAffine(
        picture, shifted, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT,
        borderValue=(114, 114, 114),
    )
