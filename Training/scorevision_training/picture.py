"""Converts pictures as the program does: limited-range BT.709 YUV 4:2:0, luma folded 2x2 into channels.

The values equal those of the program's input transform, except for rounding.
"""

import cv2
import numpy as np

# ITU-R BT.709: luma and chroma of 8-bit R'G'B', scaled to 16...235 and 16...240.
LUMA = np.array([0.0722, 0.7152, 0.2126], np.float32)


def to_yuv(bgr):
    """Converts BGR [h, w, 3], 0...255, h and w even -> uint8 [6, h/2, w/2]: y00, y01, y10, y11, u, v."""
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
    """Returns the 2x3 matrix that centres a picture in the input and keeps its aspect ratio."""
    scale = min(input_width / width, input_height / height)
    return np.array(
        [[scale, 0, (input_width - scale * width) / 2], [0, scale, (input_height - scale * height) / 2]], np.float32
    )


def warp(picture, matrix, width, height):
    """Warps the picture by a 2x3 matrix whose coordinates refer to pixel edges, not centres; fills the rest with grey."""
    shifted = matrix.astype(np.float64).copy()
    shifted[:, 2] += 0.5 * (shifted[:, 0] + shifted[:, 1]) - 0.5
    scale = np.sqrt(abs(np.linalg.det(matrix[:, :2])))
    if scale < 0.45:
        # Bilinear sampling reads only four pixels, so average the pixels first.
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
