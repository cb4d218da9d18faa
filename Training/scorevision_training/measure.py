"""Measures model packages and runs on every validation set at several input sizes, and prints a Markdown table."""

import argparse
from pathlib import Path

from .checkpoint import load
from .evaluation import evaluate, onnx_inference, torch_inference
from .network import Network
from .sets import validation_sets

COLUMNS = {
    "player": "map50_player", "goalkeeper": "map50_goalkeeper", "referee": "map50_referee", "ball": "map50_ball",
    "all four": "map50", "keypoints found": "keypoints_found", "mean px": "keypoints_mean_px",
    "within 10 px": "keypoints_pck10",
}
# The sides of the input are multiples of this number.
MULTIPLE = 8


def height_of(width):
    """Returns the height of a 16:9 input."""
    return round(width * 9 / 16 / MULTIPLE) * MULTIPLE


def inference(path):
    """Loads a model package (a folder with model.onnx), an ONNX file, or a run (a folder with checkpoint.pt)."""
    if (path / "checkpoint.pt").exists():
        network = Network()
        network.load_state_dict(load(path / "checkpoint.pt")["average"])
        return torch_inference(network.eval())
    return onnx_inference(path / "model.onnx" if path.is_dir() else path)


def main():
    parser = argparse.ArgumentParser(prog="python -m scorevision_training.measure", description=__doc__)
    parser.add_argument("models", type=Path, nargs="+", help="model packages, ONNX files or run folders")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--without-world", action="store_true")
    parser.add_argument("--widths", type=int, nargs="+", default=[640])
    options = parser.parse_args()
    valid = validation_sets(options.data, not options.without_world)
    print("| set | width | model | " + " | ".join(COLUMNS) + " |")
    print("|---|---|---|" + "---|" * len(COLUMNS))
    for name, frames in valid.items():
        for width in options.widths:
            for model in options.models:
                figures = evaluate(inference(model), frames, width, height_of(width))
                cells = [f"{figures[key]:.3f}" if key in figures else "" for key in COLUMNS.values()]
                print(f"| `{name}` | {width} | {model.name} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
