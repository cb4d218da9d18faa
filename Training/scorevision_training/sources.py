"""Reads additional frames, synthetic or pseudo-labelled. extra.json in the folder describes them.

extra.json: {"weight": 0.5, "taught": ["player", "referee"]}, beside players/ and pitch/, of which one may be missing.
`ignored/NAME.txt` in players/ lists masked regions as `x1 y1 x2 y2` in pixels.
"""

import json
from pathlib import Path

import numpy as np

from .frames import read_frames
from .vocabulary import CLASSES


def extra_frames(folder):
    folder = Path(folder)
    facts = json.loads((folder / "extra.json").read_text())
    players, pitch = (folder / kind if (folder / kind).is_dir() else None for kind in ("players", "pitch"))
    frames = read_frames(players, pitch)
    for frame in frames:
        frame.weight = facts.get("weight", 1.0)
        frame.taught = frozenset(CLASSES.index(name) for name in facts.get("taught", CLASSES))
        ignored = folder / "players" / "ignored" / f"{frame.path.stem}.txt"
        if ignored.exists() and ignored.stat().st_size:
            frame.ignored = np.loadtxt(ignored, np.float32, ndmin=2)
    return frames
