"""The constants that training shares with the program: classes, keypoints, strides of the heads."""

CLASSES = ("ball", "goalkeeper", "player", "referee")
BALL, GOALKEEPER, PLAYER, REFEREE = range(4)
ALL_CLASSES = frozenset(range(len(CLASSES)))

# A person of unknown class: occurs only in pseudo-labels, and is never an output of the network.
UNKNOWN = len(CLASSES)

KEYPOINT_COUNT = 32

# Vertex i of a mirrored picture is vertex FLIP_INDICES[i] of the original.
FLIP_INDICES = (
    24, 25, 26, 27, 28, 29, 22, 23, 21, 17, 18, 19, 20, 13, 14, 15,
    16, 9, 10, 11, 12, 8, 6, 7, 0, 1, 2, 3, 4, 5, 31, 30,
)

# Input pixels per cell of the box maps and of the keypoint maps.
BOX_STRIDE = 4
KEYPOINT_STRIDE = 8

# The stride of the deepest stage.
SIZE_MULTIPLE = 32

# The padding outside the frame: grey in RGB, and in limited-range YUV (y, u, v).
PADDING_RGB = 114
PADDING_YUV = (114, 128, 128)
