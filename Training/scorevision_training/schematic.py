"""Draws a frame of a result as SVG without its picture, for reports about clips that can't be published.

python -m scorevision_training.schematic result.json --frame 120 --output frame.svg
"""

import argparse
import json
from pathlib import Path

from .vocabulary import CLASSES

# The end vertices of the pitch's straight lines, numbered from 1.
LINES = (
    (1, 6), (25, 30), (1, 25), (6, 30), (14, 17),
    (2, 10), (10, 13), (13, 5), (3, 7), (7, 8), (8, 4),
    (26, 18), (18, 21), (21, 29), (27, 23), (23, 24), (24, 28),
)  # fmt: skip
TEAMS = ("#e8e8e8", "#e0524d")
COLOURS = {"ball": "#ffd23f", "goalkeeper": "#b37feb", "player": "#8a8f98", "referee": "#111111"}
SIZE = 640


def lines_of(keypoints):
    """Returns the lines between vertices that were found, as pairs of vertices, and the points of these vertices."""
    seen = {index + 1: point for index, point in enumerate(keypoints) if point != [0, 0]}
    rows = ([1, 2, 3, 4, 5, 6], [25, 26, 27, 28, 29, 30], [10, 11, 12, 13], [18, 19, 20, 21], [14, 15, 16, 17])
    pairs = [pair for pair in LINES if set(pair) <= seen.keys()]
    for row in rows:
        found = [vertex for vertex in row if vertex in seen]
        pairs += list(zip(found, found[1:], strict=False))
    return sorted({tuple(sorted(pair)) for pair in pairs}), seen


def svg(result, number):
    frame = result["frames"][number]
    width, height = result["clip"]["width"], result["clip"]["height"]
    k = SIZE / width
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {height * k:.0f}" font-family="sans-serif">',
        f'<rect width="{SIZE}" height="{height * k:.0f}" fill="#2f6b3c"/>',
    ]
    pairs, seen = lines_of(frame["keypoints"])
    for a, b in pairs:
        (x1, y1), (x2, y2) = seen[a], seen[b]
        parts.append(
            f'<path d="M{x1 * k:.1f} {y1 * k:.1f}L{x2 * k:.1f} {y2 * k:.1f}" stroke="#fff" stroke-opacity=".55"/>'
        )
    for x, y in seen.values():
        parts.append(f'<circle cx="{x * k:.1f}" cy="{y * k:.1f}" r="2.5" fill="#5cc8ff"/>')
    for item in frame["objects"]:
        x1, y1, x2, y2 = (value * k for value in item["bbox"])
        kind = CLASSES[item["class_id"]]
        colour = TEAMS[item["team"]] if item.get("team") is not None else COLOURS[kind]
        dash = ' stroke-dasharray="3 2"' if kind == "goalkeeper" else ""
        parts.append(
            f'<rect x="{x1:.1f}" y="{y1:.1f}" width="{x2 - x1:.1f}" height="{y2 - y1:.1f}" fill="{colour}" '
            f'fill-opacity=".25" stroke="{colour}"{dash}/>'
        )
        if kind != "ball":
            parts.append(
                f'<text x="{(x1 + x2) / 2:.1f}" y="{y1 - 2:.1f}" font-size="7" fill="#fff" text-anchor="middle">'
                f'{item["id"]}</text>'
            )
    return "\n".join(parts + ["</svg>"]) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("result", type=Path, help="result of `scorevision analyze`")
    parser.add_argument("--frame", type=int, default=0)
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    result = json.loads(arguments.result.read_text())
    if not 0 <= arguments.frame < len(result["frames"]):
        parser.error(f"--frame must be from 0 to {len(result['frames']) - 1}")
    arguments.output.write_text(svg(result, arguments.frame))


if __name__ == "__main__":
    main()
