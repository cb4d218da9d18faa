"""Lists training pictures that are near-copies of validation pictures, so that no run trains on them.

Two pictures are near-copies if the low frequencies of their luma agree: for example another size or compression, a mirrored
picture, or the same camera a few frames later. Each line of the list is a file name without extension.
"""

import argparse
import json
from pathlib import Path

import cv2
import numpy as np

from .frames import pictures_in

# The hash says whether each of the lowest SIDE x SIDE frequencies of the picture, scaled to EDGE x EDGE, exceeds their
# median. The mean is left out.
EDGE, SIDE = 64, 16
# Bits of 255 in which a near-copy may differ. Unrelated pictures of pitches differ in 62 or more bits, most of them in about
# half; pictures of the same camera one second later in 8 to 40.
LIMIT = 40


def perceptual_hash(picture):
    """Returns the hash of a grey picture [h, w]: [255] bool."""
    small = cv2.resize(picture, (EDGE, EDGE), interpolation=cv2.INTER_AREA).astype(np.float32)
    low = cv2.dct(small)[:SIDE, :SIDE].flatten()[1:]
    return low > np.median(low)


def hashes(folder):
    """Returns names without extension, hashes [n, 255] of the pictures, and hashes [n, 255] of the mirrored pictures."""
    names, plain, mirrored = [], [], []
    for path in pictures_in(folder):
        picture = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
        names.append(path.stem)
        plain.append(perceptual_hash(picture))
        mirrored.append(perceptual_hash(picture[:, ::-1]))
    return names, np.array(plain), np.array(mirrored)


def near_copies(data, limit=LIMIT):
    """Returns [(set, training name, set, validation name, differing bits)], nearest first."""
    data = Path(data)
    folders = [f for f in sorted(data.glob("**/valid")) if (f / "images").is_dir()]
    held_out = [(folder, *hashes(folder)[:2]) for folder in folders]
    pairs = []
    for folder in sorted(data.glob("**/train")):
        if not (folder / "images").is_dir():
            continue
        names, plain, mirrored = hashes(folder)
        for other, other_names, other_hashes in held_out:
            distance = np.minimum(*((h[:, None] ^ other_hashes[None]).sum(axis=2) for h in (plain, mirrored)))
            for i, j in zip(*np.nonzero(distance <= limit)):
                pair = str(folder.relative_to(data)), names[i], str(other.relative_to(data)), other_names[j]
                pairs.append((*pair, int(distance[i, j])))
    return sorted(pairs, key=lambda pair: pair[-1])


def main():
    parser = argparse.ArgumentParser(prog="python -m scorevision_training.near_copies", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True, help="list to write; pass it to train with --without")
    parser.add_argument("--limit", type=int, default=LIMIT, help="bits of 255 that may differ")
    options = parser.parse_args()
    pairs = near_copies(options.data, options.limit)
    for pair in pairs:
        print("{0}/{1} is a near-copy of {2}/{3} ({4} bits)".format(*pair))
    options.output.parent.mkdir(parents=True, exist_ok=True)
    names = sorted({pair[1] for pair in pairs})
    options.output.write_text("\n".join(names) + ("\n" if names else ""))
    print(f"{len(names)} training pictures are near-copies of validation pictures: {options.output}")


if __name__ == "__main__":
    main()
