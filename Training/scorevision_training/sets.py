"""Reads the labelled sets in DATA: the classes that each set labels, its weight, and its validation frames.

`world/` contains frames of other leagues and cups. It is optional: most of its pictures have no stated licence.
"""

from pathlib import Path

from .drawn_pitch import drawn_frames
from .frames import read_frames
from .vocabulary import ALL_CLASSES, BALL

# How often an epoch draws a frame of each set, for runs that start from a package trained on `players` and `pitch`.
WEIGHTS = {"players": 0.7, "world/players": 2.0, "world/pitch": 2.0, "world/ball": 0.4, "drawn": 1.0}
# How many pitches are drawn for an epoch.
DRAWINGS = 420


def validation_sets(data, world=True):
    """Returns validation frames by the name of their set; skips missing sets."""
    data = Path(data)
    names = ("players", "pitch") + (("world/players", "world/pitch") if world else ())
    sets = {}
    for name in names:
        folder = data / name / "valid"
        if folder.is_dir():
            sets[name] = read_frames(**{name.split("/")[-1]: folder})
    return sets


def names_in(path):
    """Returns the words of a text file; nothing if the file is missing."""
    return set(path.read_text().split()) if path.exists() else set()


def training_sets(data, world=True, excluded=()):
    """Returns training frames by the name of their set. `excluded`: file names, without extension, to skip in all sets."""
    data = Path(data)
    # The first two sets share pictures, so read them as one.
    sets = {"players": read_frames(data / "players/train", data / "pitch/train", excluded=excluded)}
    sets["drawn"] = drawn_frames(DRAWINGS)
    if not world or not (data / "world").is_dir():
        return sets
    folder = data / "world/players/train"
    sets["world/players"] = read_frames(players=folder, excluded=excluded)
    without_ball = names_in(folder / "ball-not-labelled.txt")
    for frame in sets["world/players"]:
        if frame.path.stem in without_ball:
            frame.taught = ALL_CLASSES - {BALL}
    sets["world/pitch"] = read_frames(pitch=data / "world/pitch/train", excluded=excluded)
    sets["world/ball"] = read_frames(players=data / "world/ball/train", excluded=excluded)
    for frame in sets["world/ball"]:
        frame.taught = frozenset({BALL})
    for name, frames in sets.items():
        for frame in frames:
            frame.weight = WEIGHTS[name]
    return sets
